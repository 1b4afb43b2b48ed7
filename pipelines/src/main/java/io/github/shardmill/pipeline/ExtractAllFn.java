package io.github.shardmill.pipeline;

import io.github.shardmill.file.FileBatch;
import org.apache.beam.sdk.transforms.DoFn;

/** Says of every file that it is to be extracted, as far as its text is not known. */
final class ExtractAllFn extends DoFn<FileBatch, FileWork> {
  private static final long serialVersionUID = 1L;

  @ProcessElement
  public void process(@Element FileBatch batch, OutputReceiver<FileWork> output) {
    output.output(new FileWork.Extract(batch));
  }
}
