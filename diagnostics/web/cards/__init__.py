"""Cards: what chats and search engines show of a page, its picture, and what the page tells them as data.

Not here: the cards of steps on a walk (``walk``).
"""
