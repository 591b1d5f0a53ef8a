package metatextgrad.services.gateway.console;

import metatextgrad.services.gateway.settings.Scope;

/**
 * What every page has.
 *
 * @param name of the person or of their key; empty without a session
 * @param token for forms
 * @param notice one line on what was done; empty for none
 * @param operates whether the person may send dead letters again
 */
public record PageHead(String title, String name, String token, String notice, boolean operates) {
    static PageHead of(String title, ConsoleCall call) {
        return new PageHead(
                title,
                call.visitor().name(),
                call.session().csrf(),
                call.isPoll() ? "" : call.session().notice().take(),
                call.visitor().may(Scope.OPERATE));
    }

    static PageHead open(String title, String token) {
        return new PageHead(title, "", token, "", false);
    }

    public boolean isSignedIn() {
        return !name.isEmpty();
    }
}
