package io.github.shardmill.index.gate;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A share of 100, exact: what is written as 0.1 is a thousandth and nothing near it. Immutable.
 *
 * @param value 0 to 100
 */
public record Percent(BigDecimal value) implements Serializable {
  private static final Pattern FORM = Pattern.compile("(\\d{1,3}(?:\\.\\d{1,6})?)\\s*%?");
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  /** Checks the bounds. */
  public Percent {
    if (value.signum() < 0 || value.compareTo(HUNDRED) > 0) {
      throw new IllegalArgumentException("a percentage is 0 to 100, not " + value);
    }
  }

  /**
   * Reads {@code 5}, {@code 0.5} or {@code 5%}.
   *
   * @throws IllegalArgumentException if it is something else
   */
  public static Percent parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a percentage; write for example 5 or 0.5");
    }
    return new Percent(new BigDecimal(form.group(1)));
  }

  /** Returns whether a part is more than this share of a whole; nothing is more of nothing. */
  public boolean isExceededBy(long part, long whole) {
    return BigDecimal.valueOf(part)
            .multiply(HUNDRED)
            .compareTo(value.multiply(BigDecimal.valueOf(whole)))
        > 0;
  }

  /** Returns the share that a part is of a whole, in words, rounded to a tenth of a percent. */
  static String share(long part, long whole) {
    if (whole == 0) {
      return "0 %";
    }
    BigDecimal share =
        new BigDecimal(BigInteger.valueOf(part))
            .multiply(HUNDRED)
            .divide(BigDecimal.valueOf(whole), 1, RoundingMode.HALF_UP);
    return share.stripTrailingZeros().toPlainString() + " %";
  }

  /** Returns it as a person writes it. */
  @Override
  public String toString() {
    return value.toPlainString() + " %";
  }
}
