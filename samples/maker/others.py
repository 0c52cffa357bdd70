"""x"""
from pathlib import Path
def write_all(p: Path)->None: pass
