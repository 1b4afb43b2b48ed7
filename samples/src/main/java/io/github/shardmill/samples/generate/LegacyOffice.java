package io.github.shardmill.samples.generate;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.poi.hpsf.SummaryInformation;
import org.apache.poi.hssf.record.FilePassRecord;
import org.apache.poi.hssf.record.crypto.Biff8EncryptionKey;
import org.apache.poi.hssf.usermodel.HSSFRow;
import org.apache.poi.hssf.usermodel.HSSFSheet;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.crypt.Encryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/**
 * Writes what needs Microsoft's compound file format, with POI: workbooks of Excel 97 and Office
 * documents under a password.
 */
final class LegacyOffice {
  private static final int SALT_BYTES = 16;

  private LegacyOffice() {}

  /** Returns a workbook of one sheet: the article's rows. */
  static byte[] xls(Article article) {
    // A parser that was given a password leaves it to its thread, and workbooks are locked by it.
    Biff8EncryptionKey.setCurrentUserPassword(null);
    try (HSSFWorkbook workbook = new HSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      HSSFSheet sheet = workbook.createSheet("Sheet of " + article.written().getYear());
      List<List<String>> rows = article.rows();
      for (int r = 0; r < rows.size(); r++) {
        fill(sheet.createRow(r), rows.get(r));
      }
      workbook.createInformationProperties();
      SummaryInformation summary = workbook.getSummaryInformation();
      summary.setTitle(article.title());
      summary.setAuthor(article.author());
      summary.setKeywords(String.join(", ", article.keywords()));
      summary.setCreateDateTime(
          Date.from(article.written().atTime(12, 0).toInstant(ZoneOffset.UTC)));
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a workbook in memory", e);
    }
  }

  /** Returns a workbook of one sheet under a password, with salts from a fixed seed. */
  static byte[] lockedXls(Article article, String password) {
    SplittableRandom random = new SplittableRandom(password.hashCode());
    FilePassRecord lock = new FilePassRecord(EncryptionMode.cryptoAPI);
    lock.getEncryptionInfo()
        .getEncryptor()
        .confirmPassword(password, null, null, bytes(random), bytes(random), null);
    Biff8EncryptionKey.setCurrentUserPassword(password);
    try (HSSFWorkbook workbook = new HSSFWorkbook();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      HSSFSheet sheet = workbook.createSheet("Sheet");
      List<List<String>> rows = article.rows();
      for (int r = 0; r < rows.size(); r++) {
        fill(sheet.createRow(r), rows.get(r));
      }
      workbook.createInformationProperties();
      // Without this one the workbook makes one of its own, of random numbers.
      workbook.getInternalWorkbook().getWorkbookRecordList().add(1, lock);
      workbook.write(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("a workbook in memory", e);
    } finally {
      Biff8EncryptionKey.setCurrentUserPassword(null);
    }
  }

  private static void fill(HSSFRow row, List<String> cells) {
    for (int c = 0; c < cells.size(); c++) {
      if (Tables.isNumber(cells.get(c))) {
        row.createCell(c).setCellValue(Double.parseDouble(cells.get(c)));
      } else {
        row.createCell(c).setCellValue(cells.get(c));
      }
    }
  }

  /**
   * Returns an Office Open XML package under a password (agile encryption). The salts come from a
   * fixed seed: the same package gives the same bytes, and is protected from nobody.
   */
  static byte[] sealed(byte[] officePackage, String password) {
    SplittableRandom random = new SplittableRandom(password.hashCode());
    Encryptor encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
    encryptor.confirmPassword(
        password, bytes(random), bytes(random), bytes(random), bytes(random), bytes(random));
    try (POIFSFileSystem files = new POIFSFileSystem();
        ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      try (OutputStream encrypted = encryptor.getDataStream(files)) {
        encrypted.write(officePackage);
      }
      files.writeFilesystem(out);
      return out.toByteArray();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("this Java cannot encrypt Office files", e);
    }
  }

  private static byte[] bytes(SplittableRandom random) {
    byte[] bytes = new byte[SALT_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }
}
