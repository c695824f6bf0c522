package dev.entente.portal;

/**
 * An entry of the portal's navigation; each feature with pages there contributes a bean.
 *
 * @param id what the page hands to the layout as its section; its label is the message {@code portal.nav.<id>}
 * @param path below {@code /portal}
 * @param order from the left
 * @param limited whether it stays while a partner is suspended or leaving
 */
public record PortalPage(String id, String path, int order, boolean limited) {}
