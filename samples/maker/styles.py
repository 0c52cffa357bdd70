"""The styles and list definitions of every sample: Word's own built-in names, so that readers know them."""

from __future__ import annotations

FONT = '<w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:cs="Arial" w:eastAsia="Arial"/>'


def _style(identifier: str, name: str, paragraph: str = "", run: str = "", based: str = "Normal") -> str:
    """Return a paragraph style."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identifier}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
        f"<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _heading(level: int, size: int, numbered: int | None = None) -> str:
    """Return a heading style; `numbered` is the list that numbers it."""
    number = f'<w:numPr><w:ilvl w:val="{level - 2}"/><w:numId w:val="{numbered}"/></w:numPr>' if numbered else ""
    paragraph = f'<w:keepNext/>{number}<w:spacing w:before="200" w:after="100"/><w:outlineLvl w:val="{level - 1}"/>'
    run = f'<w:b/><w:color w:val="1F3864"/><w:sz w:val="{size}"/>'
    return _style(f"Heading{level}", f"heading {level}", paragraph, run)


def _contents(level: int) -> str:
    """Return a table-of-contents style, with its dotted tab."""
    paragraph = (
        '<w:tabs><w:tab w:val="left" w:pos="850"/><w:tab w:val="right" w:leader="dot" w:pos="9600"/></w:tabs>'
        f'<w:spacing w:after="40"/><w:ind w:left="{(level - 1) * 220}" w:right="500"/>'
    )
    return _style(f"TOC{level}", f"toc {level}", paragraph)


BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)

STYLES = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{FONT}<w:sz w:val='19'/><w:szCs w:val='19'/><w:lang w:val='es-PE'/></w:rPr>"
    "</w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after='80'/></w:pPr></w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/></w:style>'
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
    '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
    '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/></w:style>'
    '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
    f"<w:tblPr><w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr></w:style>"
    + _heading(1, 26)
    + _heading(2, 22)
    + _heading(3, 20)
    + _heading(4, 19)
    + _style(
        "Title", "Title", '<w:spacing w:before="200" w:after="200"/><w:jc w:val="center"/>', '<w:b/><w:sz w:val="36"/>'
    )
    + _style("Caption", "caption", '<w:keepNext/><w:spacing w:before="120" w:after="60"/>', "<w:b/><w:sz w:val='17'/>")
    + _style(
        "BodyText",
        "Body Text",
        '<w:spacing w:after="140" w:line="350" w:lineRule="auto"/><w:jc w:val="both"/>',
        '<w:sz w:val="22"/>',
    )
    + _style("ListParagraph", "List Paragraph", '<w:ind w:left="400"/>')
    + _style("Header", "header")
    + _style("Footer", "footer")
    + _style("TOCHeading", "TOC Heading", "<w:keepNext/>", '<w:b/><w:sz w:val="26"/>')
    + "".join(_contents(level) for level in (1, 2, 3))
)


def _level(level: int, form: str, text: str, indent: int, hanging: int, run: str = "") -> str:
    """Return one level of a list."""
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{indent}" w:hanging="{hanging}"/></w:pPr>{run}</w:lvl>'
    )


BULLETS, LETTERS, POINTS, ROMANS = 1, 2, 3, 4  # numbers of the lists below

NUMBERING = (
    f'<w:abstractNum w:abstractNumId="1">{_level(0, "bullet", "•", 360, 240)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="2">{_level(0, "lowerLetter", "%1)", 400, 300)}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="3"><w:multiLevelType w:val="multilevel"/>{_level(0, "decimal", "%1.", 400, 400)}'
    f"{_level(1, 'decimal', '%1.%2', 560, 560)}</w:abstractNum>"
    f'<w:abstractNum w:abstractNumId="4">{_level(0, "upperRoman", "%1.", 500, 500)}</w:abstractNum>'
    + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2, 3, 4))
)
