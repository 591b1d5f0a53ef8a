package metatextgrad.services.gateway.settings;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import metatextgrad.model.WebAddress;
import org.jspecify.annotations.Nullable;

/** Reads the section {@code oidc} of the gateway's file. */
final class OidcSection {
    private static final String PLACE = "oidc";
    private static final String OPENID = "openid";

    /** Enough to know who a person is. */
    private static final String SCOPE = "openid email";

    private static final String CLAIM = "groups";
    private static final Pattern SLASHES = Pattern.compile("/+$");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** What a person at the console can use. */
    private static final Set<Scope> OF_PEOPLE = Set.of(Scope.READ, Scope.OPERATE);

    private OidcSection() {}

    /** Returns null if the file has no such section. */
    static @Nullable OidcRules read(JsonNode section) {
        if (section.isMissingNode() || section.isNull()) return null;
        RuleFields.known(
                PLACE, section, Set.of("issuer", "client", "console", "scope", "claim", "groups"));
        String issuer = RuleFields.text(PLACE, "issuer", section);
        address("issuer", issuer);
        String scope =
                requireNonNullElse(RuleFields.optional(PLACE, "scope", section), SCOPE).strip();
        if (!Arrays.asList(scope.split("\\s+", -1)).contains(OPENID))
            throw new IllegalArgumentException("oidc.scope must contain `openid`");
        String client = RuleFields.text(PLACE, "client", section);
        String console = RuleFields.text(PLACE, "console", section);
        URI address = address("console", SLASHES.matcher(console).replaceFirst(""));
        if (!address.getPath().isEmpty())
            throw new IllegalArgumentException("oidc.console must have no path: it is the root");
        return new OidcRules(
                issuer,
                client,
                address,
                scope,
                requireNonNullElse(RuleFields.optional(PLACE, "claim", section), CLAIM),
                groups(section.path("groups")));
    }

    private static Map<String, Rights> groups(JsonNode list) {
        Map<String, Rights> groups = new HashMap<>();
        int at = 0;
        for (JsonNode group : RuleFields.list("oidc.groups", list)) {
            String place = "oidc.groups[%d]".formatted(at++);
            RuleFields.known(place, group, Set.of("name", "projects", "scopes"));
            Rights rights = RuleFields.rights(place, group);
            if (!OF_PEOPLE.containsAll(rights.scopes()))
                throw new IllegalArgumentException(
                        place + ".scopes must be `read` or `operate`: people use the console only");
            if (groups.put(RuleFields.text(place, "name", group), rights) != null)
                throw new IllegalArgumentException(place + " is a group that came before");
        }
        return groups;
    }

    /** Tokens and codes may not be read on their way, so only this machine needs no TLS. */
    private static URI address(String field, String text) {
        URI address;
        try {
            address = WebAddress.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "oidc.%s must be %s".formatted(field, WebAddress.RULE), e);
        }
        if (!address.getScheme().equals("https") && !THIS_MACHINE.contains(address.getHost()))
            throw new IllegalArgumentException("oidc.%s must begin with https://".formatted(field));
        return address;
    }
}
