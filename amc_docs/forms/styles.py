"""The styles and lists of every official document: Word's own built-in names, and the form's own under «AMC …»."""

from __future__ import annotations

FONT = "Arial"
GREY = "D9D9D9"
"""Ground of the blocks and labels of a form."""
BLOCK_SIZE = 8
"""Points of the name of a block, which stands on its side."""
PALE = "E7EEF7"
"""Ground of the heads of a table."""

_FONTS = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
_LANGUAGE = '<w:lang w:val="es-PE" w:eastAsia="es-PE" w:bidi="ar-SA"/>'


def _style(
    identifier: str, name: str, paragraph: str = "", run: str = "", *, based: str = "Normal", after: str = ""
) -> str:
    """Return a paragraph style; `after` is the style of the paragraph that is typed behind it."""
    following = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="{int(name.startswith("AMC"))}" w:styleId="{identifier}">'
        f'<w:name w:val="{name}"/><w:basedOn w:val="{based}"/>{following}<w:qFormat/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    ).replace(' w:customStyle="0"', "")


def _size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def _space(before: int, after: int) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}"/>'


def _heading(level: int, points: float, color: str) -> str:
    return _style(
        f"Heading{level}",
        f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{_space(280 - 40 * level, 100)}<w:outlineLvl w:val="{level - 1}"/>',
        f'<w:b/><w:bCs/><w:color w:val="{color}"/>{_size(points)}',
        after="AMCTexto",
    )


def _contents(level: int) -> str:
    indent = (level - 1) * 284
    tabs = '<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9638"/></w:tabs>'
    return _style(f"TOC{level}", f"toc {level}", f'{tabs}{_space(0, 60)}<w:ind w:left="{indent}"/>')


_BORDERS = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="404040"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_CELLS = (
    '<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
    '<w:bottom w:w="28" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
)
_TABLES = (
    '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
    '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
    '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar>'
    "</w:tblPr></w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="AMCTabla"><w:name w:val="AMC Tabla"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>{_CELLS}</w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{PALE}"/></w:tcPr></w:tblStylePr>'
    "</w:style>"
    '<w:style w:type="table" w:customStyle="1" w:styleId="AMCFormulario"><w:name w:val="AMC Formulario"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{_BORDERS}</w:tblBorders>{_CELLS}</w:tblPr></w:style>'
    '<w:style w:type="table" w:customStyle="1" w:styleId="AMCSinBordes"><w:name w:val="AMC Sin bordes"/>'
    f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr>{_CELLS}</w:tblPr></w:style>'
)

_DEFAULTS = (
    f"<w:docDefaults><w:rPrDefault><w:rPr>{_FONTS}{_size(10)}{_LANGUAGE}</w:rPr></w:rPrDefault>"
    f"<w:pPrDefault><w:pPr>{_space(0, 100)}</w:pPr></w:pPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
    '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:semiHidden/></w:style>'
    '<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:i/><w:color w:val="7F7F7F"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:color w:val="1F3864"/></w:rPr></w:style>'
)

_PARAGRAPHS = "".join(
    (
        _style("Title", "Title", f'<w:keepNext/>{_space(120, 120)}<w:jc w:val="center"/>', f"<w:b/><w:bCs/>{_size(14)}"),
        _style("Subtitle", "Subtitle", f'<w:keepNext/>{_space(0, 200)}<w:jc w:val="center"/>', _size(11)),
        *(_heading(level, points, "1F3864") for level, points in ((1, 12), (2, 11), (3, 10.5), (4, 10))),
        _style("ListParagraph", "List Paragraph", '<w:ind w:left="400"/><w:contextualSpacing/>'),
        _style("Caption", "caption", f"<w:keepNext/>{_space(120, 60)}", f"<w:b/><w:bCs/>{_size(9)}"),
        _style("Header", "header", f'{_space(0, 0)}<w:jc w:val="center"/>', f"<w:i/><w:iCs/>{_size(8)}"),
        _style("Footer", "footer", f'{_space(0, 0)}<w:jc w:val="right"/>', _size(8)),
        _style("TOCHeading", "TOC Heading", f"<w:keepNext/>{_space(120, 120)}", f"<w:b/><w:bCs/>{_size(12)}"),
        *(_contents(level) for level in (1, 2, 3)),
        _style("AMCTexto", "AMC Texto", f'{_space(0, 120)}<w:jc w:val="both"/>'),
        _style("AMCCelda", "AMC Celda", _space(0, 0), _size(8)),
        _style("AMCEncabezado", "AMC Encabezado de tabla", f'<w:keepNext/>{_space(0, 0)}<w:jc w:val="center"/>',
               f"<w:b/><w:bCs/>{_size(8)}"),
        _style("AMCTitulo", "AMC Título de punto", _space(20, 20), _size(9)),
        _style("AMCBloque", "AMC Bloque", f'{_space(0, 0)}<w:jc w:val="center"/>', f"<w:b/><w:bCs/>{_size(BLOCK_SIZE)}"),
        _style("AMCContenido", "AMC Contenido de punto", _space(20, 60), _size(9)),
        _style("AMCDato", "AMC Dato", f'{_space(0, 80)}<w:ind w:left="1701" w:hanging="1701"/>'),
        _style("AMCFirma", "AMC Firma", f'<w:keepNext/><w:keepLines/>{_space(0, 0)}<w:jc w:val="center"/>'),
        _style("AMCDerecha", "AMC Lugar y fecha", f'{_space(120, 200)}<w:jc w:val="right"/>'),
        _style("AMCNumeral", "AMC Numeral", f'{_space(0, 100)}<w:ind w:left="567" w:hanging="567"/><w:jc w:val="both"/>'),
        _style("AMCObservacion", "AMC Observación",
               f'<w:keepNext/><w:keepLines/>{_space(140, 60)}<w:ind w:left="454" w:hanging="454"/><w:jc w:val="both"/>'),
        _style("AMCDetalle", "AMC Detalle de observación",
               f'<w:keepNext/><w:keepLines/>{_space(0, 40)}<w:ind w:left="1985" w:hanging="1531"/>', _size(9)),
        # Nothing keeps the last line of one observation on the page of the next.
        _style("AMCDetalleFinal", "AMC Detalle final de observación", '<w:keepNext w:val="0"/>', based="AMCDetalle",
               after="AMCObservacion"),
        # A signature never stands alone on its page.
        _style("AMCRecomendacion", "AMC Recomendación", "<w:keepNext/><w:keepLines/>", based="AMCNumeral"),
        _style("AMCCierre", "AMC Cierre", "<w:keepNext/>", based="AMCTexto", after="AMCFirma"),
        _style("AMCFirmaEspacio", "AMC Firma, con lugar para firmar", _space(1400, 0), "<w:b/><w:bCs/>", based="AMCFirma",
               after="AMCFirma"),
        _style("AMCAnexo", "AMC Anexo", f'<w:pageBreakBefore/>{_space(0, 160)}<w:jc w:val="center"/>', based="Heading1",
               after="AMCTexto"),
        _style("AMCNumero", "AMC Número de documento", f'<w:keepNext/>{_space(0, 240)}', '<w:b/><w:bCs/><w:u w:val="single"/>'),
        _style("AMCRemite", "AMC Destinatario", f'<w:keepLines/>{_space(0, 60)}'),
        _style("AMCPie", "AMC Pie de oficio", _space(240, 0), _size(8)),
        _style("ListBullet", "List Bullet", f'<w:numPr><w:numId w:val="1"/></w:numPr>{_space(0, 60)}'),
        _style("AMCLinea", "AMC Línea", _space(0, 0)),
        _style("AMCParte", "AMC Parte", f"<w:keepNext/>{_space(200, 100)}", "<w:b/><w:bCs/>", after="AMCTexto"),
        _style("AMCSeparador", "AMC Separador", '<w:spacing w:before="0" w:after="0" w:line="160" w:lineRule="exact"/>', _size(4)),
        _style("AMCCorte", "AMC Corte", '<w:spacing w:before="0" w:after="0" w:line="20" w:lineRule="exact"/>', _size(1)),
    )
)  # fmt: skip

STYLES = _DEFAULTS + _TABLES + _PARAGRAPHS
"""The content of `<w:styles>`."""

NUMBERING = (
    '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="hybridMultilevel"/><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="360" w:hanging="240"/>'
    '</w:pPr></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
)
"""The content of `<w:numbering>`: one bulleted list for whoever goes on writing."""
