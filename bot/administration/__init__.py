"""The path of a setting: who may edit, what was entered, save, show what holds now."""
