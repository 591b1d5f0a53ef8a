package metatextgrad.cli.cluster;

import java.util.List;
import java.util.Locale;
import metatextgrad.config.Settings;
import metatextgrad.model.Causes;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;

/** What the ACLs of a cluster deny the user of our client, in one line. */
public final class DeniedAccess {
    private static final int SHOWN = 3;

    private DeniedAccess() {}

    /**
     * Returns the problem.
     *
     * @param denied such as {@code Write on topic mtg.tasks}; the first three are shown
     */
    public static EnvironmentProblem to(
            Settings settings, List<String> denied, @Nullable Throwable cause) {
        String more = denied.size() > SHOWN ? " and %d more".formatted(denied.size() - SHOWN) : "";
        return Exit.CONFIGURATION.problem(
                cause,
                "Kafka at %s denies %s %s%s: add the ACLs that mtg topics acls prints",
                settings.bootstrapServers(),
                ClientPrincipal.of(settings),
                String.join("; ", denied.subList(0, Math.min(SHOWN, denied.size()))),
                more);
    }

    /** Returns the problem if this failure is one of ACLs of topics; null if it is not. */
    public static @Nullable EnvironmentProblem of(
            Settings settings, AclOperation operation, Throwable failure) {
        TopicAuthorizationException denied =
                Causes.find(failure, TopicAuthorizationException.class);
        if (denied == null) return null;
        List<String> topics =
                denied.unauthorizedTopics().stream()
                        .sorted()
                        .map(topic -> "%s on topic %s".formatted(word(operation), topic))
                        .toList();
        return to(settings, topics, failure);
    }

    /** Returns the operation as the tools of Kafka write it. */
    public static String word(AclOperation operation) {
        StringBuilder word = new StringBuilder();
        for (String part : operation.name().split("_", -1))
            word.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        return word.toString();
    }
}
