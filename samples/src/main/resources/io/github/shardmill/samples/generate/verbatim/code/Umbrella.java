/** An umbrella. Not thread-safe: two people under it get one wet shoulder each. */
public final class Umbrella {
  private static final int RIBS = 8;

  private boolean open;
  private String lastSeen = "in the hall, surely";

  /** Opens the umbrella. Indoors this throws, and so does my aunt. */
  public void open(boolean indoors) {
    if (indoors) {
      throw new IllegalStateException("seven years, or one lampshade");
    }
    open = true;
  }

  /** Loses the umbrella. Idempotent: an umbrella that is lost stays lost. */
  public void leaveOnTram() {
    open = false;
    lastSeen = "tram " + (RIBS + 1);
  }

  @Override
  public String toString() {
    return (open ? "open" : "closed") + ", last seen " + lastSeen;
  }
}
