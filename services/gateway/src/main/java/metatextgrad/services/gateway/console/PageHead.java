package metatextgrad.services.gateway.console;

/**
 * What every page has.
 *
 * @param key name of the key of the person; empty without a session
 * @param token for forms
 * @param notice one line on what was done; empty for none
 */
public record PageHead(String title, String key, String token, String notice) {
    static PageHead of(String title, ConsoleCall call) {
        return new PageHead(
                title,
                call.key().name(),
                call.session().csrf(),
                call.isPoll() ? "" : call.session().notice().take());
    }

    static PageHead open(String title, String token) {
        return new PageHead(title, "", token, "");
    }

    public boolean isSignedIn() {
        return !key.isEmpty();
    }
}
