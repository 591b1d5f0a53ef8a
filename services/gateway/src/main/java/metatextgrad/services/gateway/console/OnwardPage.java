package metatextgrad.services.gateway.console;

/**
 * A page that leads on by itself. A browser sends strict cookies only with requests that begin on a
 * page of this site, and follows no redirection of a form to another one.
 *
 * @param text one line on what has happened
 * @param link what the link to the next page shows
 */
public record OnwardPage(String title, String text, String href, String link) {}
