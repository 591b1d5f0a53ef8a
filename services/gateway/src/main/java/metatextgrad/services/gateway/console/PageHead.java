package metatextgrad.services.gateway.console;

/**
 * What every page has.
 *
 * @param name of the person or of their key; empty without a session
 * @param token for forms
 * @param notice one line on what was done; empty for none
 */
public record PageHead(String title, String name, String token, String notice) {
    static PageHead of(String title, ConsoleCall call) {
        return new PageHead(
                title,
                call.visitor().name(),
                call.session().csrf(),
                call.isPoll() ? "" : call.session().notice().take());
    }

    static PageHead open(String title, String token) {
        return new PageHead(title, "", token, "");
    }

    public boolean isSignedIn() {
        return !name.isEmpty();
    }
}
