"""The agents' desk, under ``/agents/``: for people who help a customer on the phone."""
