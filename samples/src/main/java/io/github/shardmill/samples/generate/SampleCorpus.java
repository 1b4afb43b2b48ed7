package io.github.shardmill.samples.generate;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * The sample corpus: the papers of an office for lost umbrellas, in as many formats as an office
 * has. It is committed in {@code samples/corpus}; a test holds the two together.
 *
 * <p>The same bytes come out on every machine, encrypted files included.
 */
public final class SampleCorpus {
  /** Opens the encrypted files. */
  public static final String PASSWORD = "umbrella";

  private static final Charset WINDOWS_WEST = Charset.forName("windows-1252");
  private static final Charset WINDOWS_EAST = Charset.forName("windows-1251");
  private static final Charset JAPANESE = Charset.forName("Shift_JIS");

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private SampleCorpus() {
    addMinutesAndGuides();
    addVault();
    addLetters();
    addMail();
    addData();
    addDocuments();
    addArchives();
    addPictures();
    addOddities();
  }

  /** Returns the content of every file by its path; parts of a path are separated by slashes. */
  public static Map<String, byte[]> files() {
    return Collections.unmodifiableMap(new SampleCorpus().files);
  }

  /** Returns a workbook of Excel 97 that {@link #PASSWORD} opens; it is not in the corpus. */
  public static byte[] lockedWorkbook() {
    return LegacyOffice.lockedXls(article("ledger"), PASSWORD);
  }

  /** Writes the files below a directory; files of the same name are overwritten. */
  static void write(Path directory) throws IOException {
    for (Map.Entry<String, byte[]> file : files().entrySet()) {
      Path path = directory.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.write(path, file.getValue());
    }
  }

  private void addMinutesAndGuides() {
    add("minutes/2026-01-12 founding meeting.txt", plain("founding-meeting"));
    add("minutes/2026-02-09 february.md", TextFiles.markdown(article("february-minutes")));
    add("minutes/2026-03-02 agenda.txt", plain("agenda"));
    add("guides/handbook.html", html("handbook", StandardCharsets.UTF_8));
    add("guides/questions.html", html("questions", StandardCharsets.US_ASCII));
    add("guides/regenordnung.html", html("regenordnung", StandardCharsets.ISO_8859_1));
    add("guides/signs.xhtml", Resources.verbatim("web/signs.xhtml"));
    add("guides/how to fold a map.md", TextFiles.markdown(article("map-folding")));
  }

  private void addVault() {
    add("vault/2026-03-24.md", TextFiles.markdown(article("vault-daily")));
    add("vault/Mortimer Fogg.md", Resources.verbatim("vault/mortimer-fogg.md"));
    add("vault/people/Ottoline Wren ✏️.md", Resources.verbatim("vault/ottoline-wren.md"));
    add("vault/Atlas of Puddles.md", Resources.verbatim("vault/puddle-atlas.md"));
    add("vault/Untitled 1.md", Resources.verbatim("vault/untitled.md"));
  }

  private void addLetters() {
    add("letters/brief-an-das-amt.txt", plain("brief-an-das-amt", StandardCharsets.ISO_8859_1));
    add(
        "letters/lettre-de-réclamation.txt",
        text("lettre-de-reclamation").replace("\n", "\r\n").getBytes(WINDOWS_WEST));
    add("letters/carta-de-la-costa.txt", TextFiles.plainMarked(article("carta-de-la-costa")));
    add("letters/письмо-с-вокзала.txt", plain("pismo-s-vokzala", WINDOWS_EAST));
    add("letters/傘の手紙.txt", plain("kasa-no-tegami", JAPANESE));
    add("letters/γράμμα-από-το-νησί.txt", plain("gramma-apo-to-nisi", StandardCharsets.UTF_16));
    add("letters/şemsiye.txt", plain("turkce-not"));
    add("letters/مظلة.txt", plain("arabic-note"));
    // With a mark, as Windows writes it: UTF-16LE without one is guesswork for every reader.
    add(
        "letters/lighthouse-log.txt",
        ("\ufeff" + text("lighthouse-log")).getBytes(StandardCharsets.UTF_16LE));
  }

  private void addMail() {
    add("mail/about the ladder.eml", MailFiles.plain(article("borrowed-ladder")));
    add("mail/tea-order.eml", MailFiles.alternative(article("tea-order")));
    add(
        "mail/flamingo.eml",
        MailFiles.withAttachment(
            article("flamingo-inquiry"),
            "pocket.csv",
            "text/csv",
            Resources.verbatim("data/inventory.csv")));
    add(
        "mail/drip.mbox",
        MailFiles.mailbox(
            Stream.of("mailbox-drip-1", "mailbox-drip-2", "mailbox-drip-3")
                .map(Resources::article)
                .toList()));
  }

  private void addData() {
    Stream.of(
            "data/inventory.csv",
            "data/incidents.tsv",
            "data/umbrellas.json",
            "data/weather.xml",
            "data/office.yaml",
            "data/office.properties",
            "data/kettle.log",
            "data/hearing.ics",
            "data/inspector.vcf",
            "code/Umbrella.java",
            "code/kettle.py",
            "code/lighthouse.rs",
            "code/drip.c",
            "code/rain.js",
            "code/queue.sql",
            "code/move-bucket.sh",
            "code/Makefile")
        .forEach(path -> add(path, Resources.verbatim(path)));
  }

  private void addDocuments() {
    add("documents/annual-report.pdf", PdfFile.of(article("annual-report"), Packing.STORED));
    add("documents/biscuit.pdf", PdfFile.locked(article("secret-recipe"), PASSWORD, "owner"));
    add("documents/do-not-print.pdf", PdfFile.locked(article("printing-forbidden"), "", "owner"));
    add("documents/torn.pdf", torn(PdfFile.of(article("torn-page"), Packing.STORED)));
    byte[] proposal = OfficeFiles.docx(article("kettle-proposal"), Packing.STORED);
    add("documents/kettle-proposal.docx", proposal);
    add("documents/kettle-proposal (damaged).docx", torn(proposal));
    add(
        "documents/counter-two.docx",
        LegacyOffice.sealed(OfficeFiles.docx(article("sealed-minutes"), Packing.STORED), PASSWORD));
    add("documents/budget.xlsx", OfficeFiles.xlsx(article("budget"), Packing.STORED));
    add("documents/pitch.pptx", SlideShow.pptx(article("pitch"), Packing.STORED));
    add("documents/ledger-1997.xls", LegacyOffice.xls(article("ledger")));
    add("documents/aushang.odt", OpenFiles.odt(article("aushang"), Packing.STORED));
    add("documents/cat-rota.ods", OpenFiles.ods(article("rota"), Packing.STORED));
    add("documents/puddles.rtf", TextFiles.rtf(article("memo")));
    add("documents/the-heron.epub", OpenFiles.epub(article("novel"), Packing.STORED));
  }

  private void addArchives() {
    Map<String, byte[]> box = new LinkedHashMap<>();
    box.put("note.txt", plain("warehouse-note"));
    box.put("mercato/lettera.html", html("lettera-dal-mercato", StandardCharsets.UTF_8));
    box.put(
        "inner box.zip", Archives.zip(Map.of("list.txt", plain("warehouse-list")), Packing.STORED));
    add("archives/box.zip", Archives.zip(box, Packing.STORED));
    add(
        "archives/cold-store.7z",
        Archives.sevenZip(Map.of("inventory.txt", plain("cold-storage"))));
    add(
        "archives/code.tar.gz",
        Archives.tarGz(
            Map.of("code/kettle.py", Resources.verbatim("code/kettle.py")), Packing.STORED));
    add("archives/agenda.txt.gz", Packing.STORED.gzip(plain("agenda")));
  }

  private void addPictures() {
    add("pictures/harbour-map.png", new PixelPicture(article("harbour-map")).png());
    add("pictures/inspector.jpg", new PixelPicture(article("cat-portrait")).jpeg());
    add(
        "pictures/crest.svg",
        WebPages.svg(article("office-crest")).getBytes(StandardCharsets.UTF_8));
  }

  private void addOddities() {
    add("oddities/empty.txt", new byte[0]);
    add("oddities/one-byte", new byte[] {'?'});
    add("oddities/not-a-text.txt", new PixelPicture(article("harbour-map")).png());
    add("oddities/not-a-picture.jpg", html("questions", StandardCharsets.UTF_8));
    add("oddities/README", plain("no-extension"));
    add("oddities/noise.bin", noise());
    add("oddities/.hidden.txt", plain("hidden-note"));
    add("oddities/.drawer/inside.txt", plain("hidden-note"));
    add("oddities/☔ weather by 🐈.md", TextFiles.markdown(article("emoji-note")));
    add("oddities/Crème brûlée à l’orage.txt", plain("creme-brulee"));
    add("oddities/it's the 'good' umbrella.txt", plain("quoted-name"));
    add("oddities/x!/inside.txt", plain("exclaiming-directory"));
    add("oddities/100%25 humid.txt", plain("percent"));
  }

  private void add(String path, byte[] content) {
    if (files.put(path, content) != null) {
      throw new IllegalStateException("two files called " + path);
    }
  }

  private static Article article(String name) {
    return Resources.article(name);
  }

  private static byte[] plain(String name) {
    return plain(name, StandardCharsets.UTF_8);
  }

  private static byte[] plain(String name, Charset charset) {
    return TextFiles.plain(article(name), charset);
  }

  private static String text(String name) {
    return new String(plain(name), StandardCharsets.UTF_8);
  }

  private static byte[] html(String name, Charset charset) {
    return WebPages.html(article(name), charset);
  }

  /** Takes the end away, and the part with it that says where everything is. */
  private static byte[] torn(byte[] content) {
    return Arrays.copyOf(content, content.length * 4 / 5);
  }

  /** Bytes that no format starts with. */
  private static byte[] noise() {
    byte[] noise = new byte[4096];
    new SplittableRandom(418).nextBytes(noise);
    return noise;
  }
}
