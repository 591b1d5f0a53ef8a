package metatextgrad.topics;

import java.util.Optional;
import java.util.TreeSet;
import metatextgrad.model.Causes;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;

/**
 * What Kafka refuses a client until an operator fixes it: credentials, TLS, rights or settings. An
 * outage is no refusal. Pure.
 */
public final class AccessRefusal {
    private AccessRefusal() {}

    /**
     * Returns what is refused, where, and how to fix it, in one line; empty if the failure may end
     * by itself.
     *
     * @param servers addresses of the brokers
     */
    public static Optional<String> of(String servers, Throwable failure) {
        AuthenticationException login = Causes.find(failure, AuthenticationException.class);
        if (login != null) return Optional.of(login(servers, login));
        AuthorizationException right = Causes.find(failure, AuthorizationException.class);
        if (right != null)
            return Optional.of(
                    "Kafka at %s denies %s: add the ACLs that mtg topics acls prints"
                            .formatted(servers, denied(right)));
        InvalidConfigurationException settings =
                Causes.find(failure, InvalidConfigurationException.class);
        return settings == null ? Optional.empty() : Optional.of(settings(root(settings)));
    }

    /** Returns the line for a client that cannot be created for this reason. */
    public static String settings(String reason) {
        return "the Kafka client cannot be created: %s. Check the settings that begin with KAFKA_."
                .formatted(reason);
    }

    private static String login(String servers, AuthenticationException refused) {
        String why = String.valueOf(refused.getMessage());
        String text = why.equals(root(refused)) ? why : why + ": " + root(refused);
        return "Kafka at %s refuses the connection: %s. Check the settings that begin with KAFKA_SASL_ and KAFKA_SSL_."
                .formatted(servers, text.replaceFirst("\\.+$", ""));
    }

    private static String denied(AuthorizationException right) {
        return right instanceof TopicAuthorizationException topics
                        && !topics.unauthorizedTopics().isEmpty()
                ? "the topics " + String.join(", ", new TreeSet<>(topics.unauthorizedTopics()))
                : String.valueOf(right.getMessage()).replaceFirst("\\.+$", "");
    }

    private static String root(Throwable thrown) {
        return String.valueOf(Causes.root(thrown).getMessage());
    }
}
