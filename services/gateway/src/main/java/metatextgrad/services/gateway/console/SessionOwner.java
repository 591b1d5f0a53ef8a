package metatextgrad.services.gateway.console;

import java.util.List;
import metatextgrad.services.gateway.oidc.ProviderPerson;
import metatextgrad.services.gateway.settings.GatewayKey;
import metatextgrad.services.gateway.settings.GatewayRules;
import metatextgrad.services.gateway.settings.OidcRules;

/**
 * How the person of a session signed in. What they may do is looked up with each request, so a key
 * or group that is removed from the gateway's file ends the session.
 */
sealed interface SessionOwner {
    Visitor now(GatewayRules rules);

    /** Returns whether both are the same key or the same person. */
    default boolean isSame(SessionOwner other) {
        return switch (this) {
            case OfKey key -> key.equals(other);
            case OfProvider(var person) ->
                    other instanceof OfProvider(var another)
                            && person.rules().isSameClient(another.rules())
                            && person.name().equals(another.name());
        };
    }

    /** A person with a gateway key, by the hash under which the file has it. */
    record OfKey(String hash) implements SessionOwner {
        @Override
        public Visitor now(GatewayRules rules) {
            GatewayKey key = rules.keys().get(hash);
            return key == null ? Visitor.UNKNOWN : new Visitor(key.name(), List.of(key.rights()));
        }
    }

    /** A person whom an OpenID Connect provider knows. */
    record OfProvider(ProviderPerson person) implements SessionOwner {
        @Override
        public Visitor now(GatewayRules rules) {
            OidcRules oidc = rules.oidc();
            return oidc == null ? Visitor.UNKNOWN : new Visitor(person.name(), person.rights(oidc));
        }
    }
}
