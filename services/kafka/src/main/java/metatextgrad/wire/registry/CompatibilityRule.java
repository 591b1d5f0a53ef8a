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
 * The registry rule that a new schema is compatible with every older one, in both directions. It is
 * set on our own group, because a registry may serve other applications too.
 */
final class CompatibilityRule {
    /** The namespace of our records, which {@code RecordIdStrategy} uses as the group. */
    static final String GROUP = "metatextgrad.events";

    static final String CONFIG = "FULL_TRANSITIVE";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final RegistryClient registry;
    private final RegistryRetry retry;

    CompatibilityRule(RegistryClient registry, RegistryRetry retry) {
        this.registry = registry;
        this.retry = retry;
    }

    /** Returns the configuration of the rule; null if there is none. */
    @Nullable String get() {
        try {
            return retry.ask(() -> rules().byRuleType(name()).get().getConfig());
        } catch (ApiException e) {
            if (e.getResponseStatusCode() == NOT_FOUND) return null;
            throw e;
        }
    }

    /** Sets the rule if it is absent or differs. */
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
            retry.ask(() -> registry.groups().post(group));
        } catch (ApiException e) {
            if (e.getResponseStatusCode() != CONFLICT) throw e;
        }
    }

    private void create() {
        CreateRule rule = new CreateRule();
        rule.setRuleType(RuleType.COMPATIBILITY);
        rule.setConfig(CONFIG);
        try {
            retry.ask(
                    () -> {
                        rules().post(rule);
                        return rule;
                    });
        } catch (ApiException e) {
            if (e.getResponseStatusCode() != CONFLICT) throw e;
            // Another process has created it since.
            change();
        }
    }

    private void change() {
        Rule rule = new Rule();
        rule.setRuleType(RuleType.COMPATIBILITY);
        rule.setConfig(CONFIG);
        retry.ask(() -> rules().byRuleType(name()).put(rule));
    }

    private RulesRequestBuilder rules() {
        return registry.groups().byGroupId(GROUP).rules();
    }

    private static String name() {
        return RuleType.COMPATIBILITY.getValue();
    }
}
