package metatextgrad.services.gateway.oidc;

import java.time.Instant;
import java.util.List;
import metatextgrad.services.gateway.settings.OidcRules;
import metatextgrad.services.gateway.settings.Rights;

/**
 * Who a valid ID token names. Immutable.
 *
 * @param rules the client and provider that it is for
 * @param name for decisions and logs: the verified e-mail address with the subject, else the
 *     subject
 * @param groups as of the sign-in
 * @param expires when the token does
 */
public record ProviderPerson(OidcRules rules, String name, List<String> groups, Instant expires) {
    public ProviderPerson {
        groups = List.copyOf(groups);
    }

    /** Returns what the person may do by these rules; nothing if they are of another client. */
    public List<Rights> rights(OidcRules now) {
        return now.isSameClient(rules) ? now.rights(groups) : List.of();
    }
}
