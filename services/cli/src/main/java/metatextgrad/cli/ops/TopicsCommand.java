package metatextgrad.cli.ops;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.access.AclPlan;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.ConnectionOptions;
import metatextgrad.cli.cluster.DeniedAccess;
import metatextgrad.cli.cluster.RegistryCheck;
import metatextgrad.cli.services.StreamServices;
import metatextgrad.cli.text.OutputOptions;
import metatextgrad.cli.text.Prints;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.cli.text.View;
import metatextgrad.config.Settings;
import metatextgrad.process.EnvironmentProblem;
import metatextgrad.process.Exit;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.AccessDenied;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Topics and schemas: creates them, compares them with those that services need. */
@Command(
        name = "topics",
        description =
                "Creates topics and registers schemas, compares them with those needed, or prints their ACLs.")
public final class TopicsCommand {
    /** Work on topics and schemas. */
    private interface Work<V extends View> {
        V on(TopicSetup topics, Settings settings, Runnable awaitRegistry);
    }

    @Command(
            name = "apply",
            description = "Creates missing topics and schemas. Does not change existing ones.")
    @Prints(AppliedTopicsView.class)
    int apply(@Mixin ConnectionOptions connection, @Mixin OutputOptions output) {
        return output.print(
                connected(
                        connection.settings(),
                        (topics, settings, awaitRegistry) -> {
                            int created = create(topics, settings).size();
                            awaitRegistry.run();
                            int schemas = TopicSchemas.register(settings);
                            return new AppliedTopicsView(created, Topics.all().size(), schemas);
                        }));
    }

    @Command(
            name = "check",
            description =
                    "Prints all differences between the existing and the required topics and schemas. Exit code 78 if there are any.")
    @Prints(TopicDifferencesView.class)
    int check(@Mixin ConnectionOptions connection, @Mixin OutputOptions output) {
        TopicDifferencesView view =
                connected(
                        connection.settings(),
                        (topics, settings, awaitRegistry) -> {
                            List<String> differences = new ArrayList<>(topics.differences());
                            awaitRegistry.run();
                            differences.addAll(TopicSchemas.differences(settings));
                            return new TopicDifferencesView(differences);
                        });
        output.print(view);
        return view.differences().isEmpty() ? Exit.OK.code() : Exit.CONFIGURATION.code();
    }

    @Command(
            name = "acls",
            description =
                    "Prints the ACLs that each service needs, as commands of kafka-acls.sh or as resources of Strimzi. Connects to nothing.")
    @Prints(TopicAclsView.class)
    int acls(
            @Option(
                            names = "--principal-prefix",
                            paramLabel = "PREFIX",
                            required = true,
                            description =
                                    "What precedes the service in the name of its principal: mtg- for User:mtg-intake, User:CN=mtg- for certificates.")
                    String prefix,
            @Option(
                            names = "--strimzi",
                            paramLabel = "CLUSTER",
                            description =
                                    "Print KafkaUser resources for this cluster of Strimzi instead of commands: with certificates if the prefix begins with User:CN=, else with SCRAM.")
                    @Nullable String strimzi,
            @Mixin ConnectionOptions connection,
            @Mixin OutputOptions output) {
        Settings settings = connection.settings();
        return output.print(
                new TopicAclsView(
                        settings.bootstrapServers(),
                        strimzi,
                        AclPlan.of(StreamServices.all(), settings.prefix(), prefix)));
    }

    /**
     * What {@code mtg topics apply} did.
     *
     * @param topics all that services need
     * @param schemas all that are registered now
     */
    public record AppliedTopicsView(int topicsCreated, int topics, int schemas) implements View {
        @Override
        public List<String> text() {
            String created =
                    topicsCreated == 0
                            ? "all %d topics exist".formatted(topics)
                            : "%d of %d topics created".formatted(topicsCreated, topics);
            return List.of(created + "; all " + schemas + " schemas are registered");
        }
    }

    /** Differences between the existing and the required topics and schemas. */
    public record TopicDifferencesView(List<String> differences) implements View {
        public TopicDifferencesView {
            differences = List.copyOf(differences);
        }

        /** Reports also that there are no differences, since no output would look like no check. */
        @Override
        public List<String> text() {
            return differences.isEmpty()
                    ? List.of(
                            "%d topics and their schemas match the configuration that the services require"
                                    .formatted(Topics.all().size()))
                    : differences;
        }
    }

    /**
     * Waits longer for the registry than other commands: in a new installation it may start at the
     * same time.
     */
    private static <V extends View> V connected(Settings settings, Work<V> work) {
        ProgressPrinter progress = new ProgressPrinter(System.err);
        String url = String.valueOf(settings.registryUrl());
        progress.accept(
                "connecting to Kafka at " + settings.bootstrapServers() + ", for up to 10 seconds");
        Cluster.requireBroker(settings);
        try (Admin admin = Cluster.admin(settings)) {
            return work.on(
                    new TopicSetup(admin, settings),
                    settings,
                    () -> {
                        progress.accept(
                                "connecting to the schema registry at "
                                        + url
                                        + ", for up to two minutes");
                        RegistryCheck.require(settings, RegistryCheck.SERVICE);
                    });
        } catch (InterruptException e) {
            throw e;
        } catch (KafkaException e) {
            throw TopicRefusal.of(settings, e);
        } catch (AccessDenied e) {
            throw RegistryCheck.denied(url, e);
        } catch (RegistryUnavailable e) {
            throw RegistryCheck.silent(url, e);
        }
    }

    private static List<String> create(TopicSetup topics, Settings settings) {
        try {
            return topics.apply();
        } catch (TopicAuthorizationException e) {
            EnvironmentProblem denied = DeniedAccess.of(settings, AclOperation.CREATE, e);
            throw denied == null ? e : denied;
        }
    }
}
