"""What is measured by hand (``make bench``): speed, memory, growth. Not here: what must hold on any machine, which tests try."""
