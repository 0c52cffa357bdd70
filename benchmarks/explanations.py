"""What the page says of how its figures are made, in Spanish."""

from __future__ import annotations

from word_cases import RIGHT

HOW_SHORT = "amc-docs y, en cada medida, la que mejor resulta de las demás que corrieron."
HOW_TABLES = (
    "Se cuentan las vecindades entre celdas no vacías (medida del concurso ICDAR-2013), documento por documento: las "
    "tablas que faltan y las inventadas restan. **F1** es la media armónica de precisión y exhaustividad, media de los "
    "documentos. **Celdas exactas**: las de la verdad que se hallan con el mismo texto, el mismo lugar respecto de las "
    "demás y las mismas filas y columnas combinadas. **Tablas perfectas**: todas sus vecindades y ninguna otra. "
    "«Unidas»: contra la tabla entera cuando sigue en otra página; sin esa palabra, página por página. Ninguna de las "
    "otras herramientas une páginas. Un documento sin respuesta cuenta como nada hallado.",
)
PART = (
    "La verdad de este conjunto describe solo una parte de las tablas: cada una se compara con la tabla hallada que "
    "más coincide, recortada a sus filas y columnas, por la esquina de cada celda y sin viñetas."
)
HOW_HARD = (
    f"Documentos que hace la propia medida. «{RIGHT}»: la palabra está en la celda que le toca (en los dos últimos, en "
    "el texto); «otro lugar»: está, pero fuera de su celda; «no»: se perdió (o se leyó lo eliminado)."
)
HOW_SPEED = (
    "Segundos de CPU con los programas ya cargados, rondas alternadas, mediana. La **proporción** es respecto de lo "
    "que cuesta como mínimo tener el texto: en PDF, que PDFium lo dé página por página; en Word, descomprimir, leer el "
    "XML y juntar sus palabras. La memoria es la máxima de un proceso aparte que leyó todos los documentos.",
)
HOW_WHOLE = (
    "Procesos completos, arranque incluido: revisar y escribir el informe, al lado de abrir el archivo y recorrerlo "
    "con python-docx (párrafos y celdas) o pdfplumber (tablas)."
)
HOW_GROWTH = (
    "Una muestra repetida hasta 10, 100 y 1 000 páginas; una pasada por punto, cada una en un proceso nuevo. Segundos "
    "de CPU y memoria máxima."
)
NOTES = (
    "Las herramientas ajenas no son parte de amc-docs: se instalan aparte, solo para medir. No se mide PyMuPDF, "
    "por su licencia (AGPL).",
    "",
    "En documentos que nadie ha visto el resultado puede ser menor que en los que se miraron al desarrollar.",
)
