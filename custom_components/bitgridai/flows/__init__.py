"""The steps in which an owner sets the household up and changes it."""
