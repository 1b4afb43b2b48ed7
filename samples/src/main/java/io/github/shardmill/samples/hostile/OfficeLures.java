package io.github.shardmill.samples.hostile;

import java.util.Map;

/**
 * The lures in packages of Office Open XML.
 *
 * @param lures what they name
 */
record OfficeLures(Lures lures) {
  void addTo(HostileFiles files) {
    String doctype = lures.doctype("w:document", "docx");
    String text = "<w:p><w:r><w:t>" + Lures.used() + "</w:t></w:r></w:p>";
    files.add(
        "lures/doctype.docx",
        Containers.docx(Map.of("word/document.xml", doctype + Containers.document(text))));
    files.add(
        "lures/entity.docx",
        Containers.docx(
            Map.of("word/document.xml", lures.entity("w:document") + Containers.document(text))));
    files.add(
        "lures/relations.docx",
        Containers.docx(
            Map.of(
                "_rels/.rels",
                lures.doctype("Relationships", "rels")
                    + Containers.relations("officeDocument", "word/document.xml", ""))));
    files.add("lures/template.docx", external("attachedTemplate", lures.at("template.dotx")));
    files.add("lures/picture.docx", external("image", lures.at("picture.png")));
    files.add("lures/frame.docx", external("frame", lures.secret()));
    files.add("lures/chunk.docx", external("aFChunk", lures.secret()));
    files.add("lures/object.docx", external("oleObject", lures.secret()));
    files.add(
        "lures/main.docx",
        Containers.docx(
            Map.of(
                "_rels/.rels",
                Containers.relations(
                    "officeDocument", lures.secret(), "TargetMode=\"External\""))));
    files.add(
        "lures/field.docx",
        Containers.docx(
            Map.of(
                "word/document.xml",
                Containers.document(
                    "<w:p><w:fldSimple w:instr=\"INCLUDETEXT &quot;"
                        + lures.secret()
                        + "&quot;\"><w:r><w:t>open</w:t></w:r></w:fldSimple></w:p>"))));
    files.add(
        "lures/doctype.xlsx",
        Containers.xlsx(
            Map.of(
                "xl/sharedStrings.xml",
                lures.doctype("sst", "xlsx")
                    + Containers.sheetPart("sst")
                    + "<si><t>"
                    + Lures.used()
                    + "</t></si></sst>")));
    files.add(
        "lures/formula.xlsx",
        Containers.xlsx(
            Map.of(
                "xl/worksheets/sheet1.xml",
                Containers.sheetPart("worksheet")
                    + "<sheetData><row r=\"1\"><c r=\"A1\"><f>WEBSERVICE(\""
                    + lures.at("formula")
                    + "\")</f></c><c r=\"B1\"><f>'["
                    + lures.secret()
                    + "]S'!A1</f></c></row></sheetData></worksheet>")));
  }

  private static byte[] external(String kind, String target) {
    return Containers.docx(
        Map.of(
            "word/_rels/document.xml.rels",
            Containers.relations(kind, target, "TargetMode=\"External\""),
            "word/document.xml",
            Containers.document(
                "<w:p><w:r><w:t>open</w:t></w:r></w:p><w:altChunk r:id=\"rId1\"/>"
                    + "<w:attachedTemplate r:id=\"rId1\"/>")));
  }
}
