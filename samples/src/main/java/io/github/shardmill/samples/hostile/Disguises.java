package io.github.shardmill.samples.hostile;

import io.github.shardmill.samples.generate.SampleCorpus;
import java.util.List;
import java.util.Map;

/** Samples under extensions of other formats. */
final class Disguises {
  private static final List<String> SAMPLES =
      List.of(
          "documents/annual-report.pdf",
          "documents/kettle-proposal.docx",
          "documents/ledger-1997.xls",
          "documents/puddles.rtf",
          "guides/handbook.html",
          "mail/flamingo.eml",
          "archives/box.zip",
          "archives/code.tar.gz",
          "pictures/inspector.jpg",
          "data/umbrellas.json",
          "data/weather.xml",
          "oddities/noise.bin");

  private static final List<String> EXTENSIONS =
      List.of(
          "txt", "md", "html", "xml", "json", "csv", "eml", "mbox", "pdf", "docx", "doc", "xls",
          "ppt", "msg", "odt", "epub", "zip", "gz", "tar", "7z", "rar", "jar", "png", "jpg", "tiff",
          "svg", "mp3", "mp4", "wav", "flac", "ttf", "class", "exe", "chm", "mdb", "pst", "dwg",
          "iso", "one", "hwp", "vsd", "wpd", "pub", "swf", "mat", "hdf", "nc", "plist", "xps");

  private Disguises() {}

  static void addTo(HostileFiles files) {
    Map<String, byte[]> samples = SampleCorpus.files();
    for (String sample : SAMPLES) {
      String name = sample.substring(sample.indexOf('/') + 1).replace('.', '-');
      for (String extension : EXTENSIONS) {
        files.add("disguised/" + name + "." + extension, samples.get(sample));
      }
    }
  }
}
