package metatextgrad.wire.registry;

import com.microsoft.kiota.ApiException;
import io.apicurio.registry.rest.client.RegistryClient;
import io.apicurio.registry.rest.client.groups.item.rules.RulesRequestBuilder;
import io.apicurio.registry.rest.client.models.CreateGroup;
import io.apicurio.registry.rest.client.models.CreateRule;
import io.apicurio.registry.rest.client.models.Rule;
import io.apicurio.registry.rest.client.models.RuleType;
import org.jspecify.annotations.Nullable;

/**
 * The rule that a new schema reads and is read by every older one. It is set on our own group: a
 * registry may serve others too.
 */
final class CompatibilityRule {
    /** The namespace of our records, as {@code RecordIdStrategy} names the group. */
    static final String GROUP = "metatextgrad.events";

    static final String CONFIG = "FULL_TRANSITIVE";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final RetryingRegistryClient registry;

    CompatibilityRule(RetryingRegistryClient registry) {
        this.registry = registry;
    }

    /** The rule's present configuration; null if there is none. */
    @Nullable String get() {
        try {
            return registry.ask(client -> rules(client).byRuleType(name()).get().getConfig());
        } catch (ApiException e) {
            if (e.getResponseStatusCode() == NOT_FOUND) return null;
            throw e;
        }
    }

    void set() {
        createGroup();
        String present = get();
        if (present == null) create();
        else if (!present.equals(CONFIG)) change();
    }

    private void createGroup() {
        CreateGroup group = new CreateGroup();
        group.setGroupId(GROUP);
        try {
            registry.ask(client -> client.groups().post(group));
        } catch (ApiException e) {
            if (e.getResponseStatusCode() != CONFLICT) throw e;
        }
    }

    private void create() {
        CreateRule rule = new CreateRule();
        rule.setRuleType(RuleType.COMPATIBILITY);
        rule.setConfig(CONFIG);
        registry.ask(
                client -> {
                    rules(client).post(rule);
                    return rule;
                });
    }

    private void change() {
        Rule rule = new Rule();
        rule.setRuleType(RuleType.COMPATIBILITY);
        rule.setConfig(CONFIG);
        registry.ask(client -> rules(client).byRuleType(name()).put(rule));
    }

    private static RulesRequestBuilder rules(RegistryClient client) {
        return client.groups().byGroupId(GROUP).rules();
    }

    private static String name() {
        return RuleType.COMPATIBILITY.getValue();
    }
}
