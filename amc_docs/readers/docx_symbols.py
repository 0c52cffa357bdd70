"""Characters that Word stores as codes of a symbol font, and spaces as they shall be compared."""

from __future__ import annotations

import re

_WINGDINGS = {
    0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "☐", 0x72: "☐", 0x76: "◆", 0x78: "☒", 0xA7: "▪", 0xA8: "☐",
    0xD8: "➢", 0xE0: "→", 0xE8: "→", 0xF0: "→", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2 = {0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0xA3: "☐"}
_SYMBOL = {
    0x2D: "−", 0x44: "Δ", 0x53: "Σ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x64: "δ", 0x6C: "λ", 0x6D: "μ",
    0x70: "π", 0x71: "θ", 0x73: "σ", 0xA3: "≤", 0xA5: "∞", 0xAE: "→", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×",
    0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xE5: "∑", 0xD6: "√",
}  # fmt: skip
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}

_ODD = re.compile(r"[\u00ad\u200b\u2011\u2060\ufeff\uf020-\uf0ff]")
_SPACES = re.compile(r"[^\S\t\n]+")
_LINE_ENDS = re.compile(r" *\n *")


def symbol(font: str, code: str) -> str:
    """Return the character that `w:sym` shows; "•" for an unknown sign of a symbol font, "" for nonsense."""
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    table = _FONTS.get(font.strip().lower())
    number = number - 0xF000 if 0xF000 <= number <= 0xF0FF else number
    if table is None:
        return chr(number) if 0x20 <= number < 0xD800 else "•"
    return table.get(number, "•")


def tidy(text: str) -> str:
    """Return the text without invisible characters, white space folded but for tabs and line breaks."""
    if not text.isascii() and _ODD.search(text):
        text = _ODD.sub(_visible, text)
    if "\t" not in text and "\n" not in text:
        return " ".join(text.split())
    return _LINE_ENDS.sub("\n", _SPACES.sub(" ", text)).strip()


def _visible(match: re.Match[str]) -> str:
    sign = match[0]
    if sign == "\u2011":
        return "-"
    code = ord(sign) - 0xF000
    return "" if code < 0 or sign == "\ufeff" else _SYMBOL.get(code) or _WINGDINGS.get(code) or "•"
