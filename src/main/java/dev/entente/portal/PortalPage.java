package dev.entente.portal;

/**
 * An entry of the portal's navigation; each feature with pages there contributes a bean.
 *
 * @param id what the page hands to the layout as its section; its label is the message {@code portal.nav.<id>}
 * @param path below {@code /portal}
 * @param order from the left
 * @param full whether it is there for partners that are neither suspended nor leaving
 * @param limited whether it is there while a partner is suspended or leaving
 */
public record PortalPage(String id, String path, int order, boolean full, boolean limited) {

  public PortalPage(String id, String path, int order, boolean limited) {
    this(id, path, order, true, limited);
  }

  /** For what nobody needs who stays; it is there for the papers afterwards too. */
  public static PortalPage whileLeaving(String id, String path, int order) {
    return new PortalPage(id, path, order, false, true);
  }

  boolean isWithin(Reach reach) {
    return reach == Reach.PAPERS && !full || reach == Reach.FULL && full || reach == Reach.LIMITED && limited;
  }
}
