package metatextgrad.services.gateway.settings;

import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * A key that the gateway accepts in place of the key of the model server.
 *
 * @param name for logs and messages; never the key itself
 * @param rate how many requests it may send; null for any number
 */
public record GatewayKey(String name, Rights rights, @Nullable KeyRate rate) {
    /** Every gateway key begins so, and no key that does is ever sent to a model server. */
    public static final String PREFIX = "mtg-";

    /** Returns why a request is refused for its rate. */
    public String tooFast() {
        return "the gateway key `%s` sends more than %s".formatted(name, rate);
    }

    public boolean allows(Scope scope) {
        return rights.allow(scope);
    }

    public boolean allows(Scope scope, ProjectId project) {
        return rights.allow(scope, project);
    }
}
