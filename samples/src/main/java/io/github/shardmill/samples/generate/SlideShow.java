package io.github.shardmill.samples.generate;

import static io.github.shardmill.samples.generate.OfficePackage.FORMATS;
import static io.github.shardmill.samples.generate.OfficePackage.RELATIONS;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Renders an article as a PowerPoint show, one slide per paragraph, with the plainest of looks. */
final class SlideShow {
  private static final String SPACES =
      Template.filled(
          "xmlns:p=\"%spresentationml/2006/main\" xmlns:a=\"%1$sdrawingml/2006/main\""
              + " xmlns:r=\"%s\"",
          FORMATS, RELATIONS);

  /** Readers insist on the frame even around nothing. */
  private static final String TREE =
      """
      <p:cSld><p:spTree>
      <p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>
      %s</p:spTree></p:cSld>
      """;

  private SlideShow() {}

  static byte[] pptx(Article article, Packing packing) {
    List<String> paragraphs = article.paragraphs();
    int slides = paragraphs.size();
    List<String> targets = new ArrayList<>();
    OfficePackage show = new OfficePackage(article, "ppt/presentation.xml");
    for (int i = 1; i <= slides; i++) {
      String name = "slides/slide" + i + ".xml";
      targets.add(name);
      show.add("ppt/" + name, "presentationml.slide", slide(paragraphs.get(i - 1)))
          .relate("ppt/" + name, List.of("slideLayout"), List.of("../slideLayouts/layout.xml"));
    }
    targets.add("slideMasters/master.xml");
    List<String> kinds =
        Stream.concat(Collections.nCopies(slides, "slide").stream(), Stream.of("slideMaster"))
            .toList();
    addLook(show);
    return show.add("ppt/presentation.xml", "presentationml.presentation.main", show(slides))
        .relate("ppt/presentation.xml", kinds, targets)
        .toBytes(packing);
  }

  private static String show(int slides) {
    String ids =
        IntStream.rangeClosed(1, slides)
            .mapToObj(i -> Template.filled("<p:sldId id=\"%d\" r:id=\"rId%d\"/>", 255 + i, i))
            .collect(Collectors.joining("\n"));
    return Template.filled(
        """
        <p:presentation %s>
        <p:sldMasterIdLst><p:sldMasterId id="2147483648" r:id="rId%d"/></p:sldMasterIdLst>
        <p:sldIdLst>
        %s
        </p:sldIdLst>
        <p:sldSz cx="9144000" cy="6858000"/><p:notesSz cx="6858000" cy="9144000"/>
        </p:presentation>
        """,
        SPACES, slides + 1, ids);
  }

  private static String slide(String paragraph) {
    String lines =
        paragraph
            .lines()
            .map(line -> "<a:p><a:r><a:t>" + WebPages.escaped(line) + "</a:t></a:r></a:p>\n")
            .collect(Collectors.joining());
    String shape =
        Template.filled(
            """
            <p:sp><p:nvSpPr><p:cNvPr id="2" name="Text"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr>
            <p:spPr>
            <a:xfrm><a:off x="685800" y="685800"/><a:ext cx="7772400" cy="5486400"/></a:xfrm>
            <a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>
            <p:txBody><a:bodyPr/>
            %s</p:txBody></p:sp>
            """,
            lines);
    return Template.filled("<p:sld %s>%s</p:sld>\n", SPACES, Template.filled(TREE, shape));
  }

  private static void addLook(OfficePackage show) {
    String master =
        Template.filled(
            """
            <p:sldMaster %s>%s<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1"
                accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5"
                accent6="accent6" hlink="hlink" folHlink="folHlink"/>
            <p:sldLayoutIdLst><p:sldLayoutId id="2147483649" r:id="rId1"/></p:sldLayoutIdLst>
            </p:sldMaster>
            """,
            SPACES, Template.filled(TREE, ""));
    show.add("ppt/slideMasters/master.xml", "presentationml.slideMaster", master)
        .relate(
            "ppt/slideMasters/master.xml",
            List.of("slideLayout", "theme"),
            List.of("../slideLayouts/layout.xml", "../theme/theme.xml"))
        .add(
            "ppt/slideLayouts/layout.xml",
            "presentationml.slideLayout",
            Template.filled(
                "<p:sldLayout %s>%s</p:sldLayout>\n", SPACES, Template.filled(TREE, "")))
        .relate(
            "ppt/slideLayouts/layout.xml",
            List.of("slideMaster"),
            List.of("../slideMasters/master.xml"))
        .add("ppt/theme/theme.xml", "theme", theme());
  }

  private static String theme() {
    String colours =
        Stream.of(
                "dk1 000000",
                "lt1 FFFFFF",
                "dk2 334466",
                "lt2 EEEEEE",
                "accent1 336699",
                "accent2 993333",
                "accent3 339966",
                "accent4 996633",
                "accent5 663399",
                "accent6 669933",
                "hlink 0000FF",
                "folHlink 800080")
            .map(colour -> colour.split(" "))
            .map(c -> Template.filled("<a:%s><a:srgbClr val=\"%s\"/></a:%1$s>", c[0], c[1]))
            .collect(Collectors.joining("\n"));
    String font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    String fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
    String line = "<a:ln w=\"9525\">" + fill + "</a:ln>";
    String effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
    return Template.filled(
        """
        <a:theme xmlns:a="%sdrawingml/2006/main" name="Plain"><a:themeElements>
        <a:clrScheme name="Plain">
        %s
        </a:clrScheme>
        <a:fontScheme name="Plain"><a:majorFont>%s</a:majorFont><a:minorFont>%3$s</a:minorFont>
        </a:fontScheme>
        <a:fmtScheme name="Plain"><a:fillStyleLst>%s</a:fillStyleLst><a:lnStyleLst>%s</a:lnStyleLst>
        <a:effectStyleLst>%s</a:effectStyleLst><a:bgFillStyleLst>%4$s</a:bgFillStyleLst>
        </a:fmtScheme></a:themeElements></a:theme>
        """,
        FORMATS, colours, font, fill.repeat(3), line.repeat(3), effect.repeat(3));
  }
}
