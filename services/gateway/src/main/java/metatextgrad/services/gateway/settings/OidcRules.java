package metatextgrad.services.gateway.settings;

import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How people sign in to the console by OpenID Connect. Immutable.
 *
 * @param issuer the provider, exactly as its tokens name it
 * @param client id of the console at the provider
 * @param console the address at which people open the console, without a slash at its end
 * @param scope what a sign-in requests from the provider, separated by blanks
 * @param claim the claim of the ID token that lists the groups of a person
 * @param groups rights of the members of each group; a group that is not here has none
 */
public record OidcRules(
        String issuer,
        String client,
        URI console,
        String scope,
        String claim,
        Map<String, Rights> groups) {
    public OidcRules {
        groups = Map.copyOf(groups);
    }

    /** Returns the rights of a member of these groups, each of which holds by itself. */
    public List<Rights> rights(Collection<String> memberOf) {
        return memberOf.stream().distinct().map(groups::get).filter(Objects::nonNull).toList();
    }

    /** Whether tokens for the other rules are tokens for these. */
    public boolean isSameClient(OidcRules other) {
        return issuer.equals(other.issuer) && client.equals(other.client);
    }
}
