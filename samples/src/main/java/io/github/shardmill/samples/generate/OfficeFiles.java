package io.github.shardmill.samples.generate;

import static io.github.shardmill.samples.generate.OfficePackage.FORMATS;
import static io.github.shardmill.samples.generate.OfficePackage.RELATIONS;

import java.util.List;
import java.util.stream.Collectors;

/** Renders articles as documents of Word and workbooks of Excel, the least that these open. */
final class OfficeFiles {
  private OfficeFiles() {}

  /** Returns a text document: the title as heading, then the paragraphs. */
  static byte[] docx(Article article, Packing packing) {
    String paragraphs =
        article.paragraphs().stream()
            .map(paragraph -> "<w:p>" + wordRuns(paragraph) + "</w:p>")
            .collect(Collectors.joining("\n"));
    String document =
        Template.filled(
            """
            <w:document xmlns:w="%swordprocessingml/2006/main"><w:body>
            <w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr>%s</w:p>
            %s
            </w:body></w:document>
            """,
            FORMATS, wordRuns(article.title()), paragraphs);
    return new OfficePackage(article, "word/document.xml")
        .add("word/document.xml", "wordprocessingml.document.main", document)
        .toBytes(packing);
  }

  /** Returns a workbook of one sheet: the article's rows; numbers are stored as numbers. */
  static byte[] xlsx(Article article, Packing packing) {
    String main = FORMATS + "spreadsheetml/2006/main";
    String workbook =
        Template.filled(
            """
            <workbook xmlns="%s" xmlns:r="%s"><sheets>
            <sheet name="Sheet of %d" sheetId="1" r:id="rId1"/>
            </sheets></workbook>
            """,
            main, RELATIONS, article.written().getYear());
    String rows =
        article.rows().stream().map(OfficeFiles::sheetRow).collect(Collectors.joining("\n"));
    String sheet =
        Template.filled(
            "<worksheet xmlns=\"%s\"><sheetData>\n%s\n</sheetData></worksheet>\n", main, rows);
    return new OfficePackage(article, "xl/workbook.xml")
        .add("xl/workbook.xml", "spreadsheetml.sheet.main", workbook)
        .relate("xl/workbook.xml", List.of("worksheet"), List.of("worksheets/sheet1.xml"))
        .add("xl/worksheets/sheet1.xml", "spreadsheetml.worksheet", sheet)
        .toBytes(packing);
  }

  private static String wordRuns(String text) {
    return text.lines()
        .map(line -> "<w:r><w:t xml:space=\"preserve\">" + WebPages.escaped(line) + "</w:t></w:r>")
        .collect(Collectors.joining("<w:r><w:br/></w:r>"));
  }

  private static String sheetRow(List<String> cells) {
    return cells.stream()
        .map(OfficeFiles::sheetCell)
        .collect(Collectors.joining("", "<row>", "</row>"));
  }

  private static String sheetCell(String cell) {
    return Tables.isNumber(cell)
        ? "<c><v>" + cell + "</v></c>"
        : "<c t=\"inlineStr\"><is><t>" + WebPages.escaped(cell) + "</t></is></c>";
  }
}
