package metatextgrad.cli.ops;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.cluster.CliSettings;
import metatextgrad.cli.cluster.Cluster;
import metatextgrad.cli.cluster.RegistryCheck;
import metatextgrad.cli.text.ProgressPrinter;
import metatextgrad.config.Settings;
import metatextgrad.process.Exit;
import metatextgrad.topics.TopicSchemas;
import metatextgrad.topics.TopicSetup;
import metatextgrad.topics.Topics;
import metatextgrad.wire.registry.RegistryUnavailable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;

/** Topics and schemas: creates them, compares them with those that services need. */
@Command(
        name = "topics",
        description = "Creates topics and registers schemas, or compares them with those needed.")
public final class TopicsCommand {
    /** Work on topics and schemas. */
    private interface Work {
        int on(TopicSetup topics, Settings settings, Runnable awaitRegistry);
    }

    @Command(
            name = "apply",
            description = "Creates missing topics and schemas. Does not change existing ones.")
    int apply() {
        return connected(
                (topics, settings, awaitRegistry) -> {
                    int created = create(topics, settings).size();
                    awaitRegistry.run();
                    TopicSchemas.register(settings);
                    System.out.println(created + " topics created, schemas registered");
                    return Exit.OK.code();
                });
    }

    @Command(
            name = "check",
            description =
                    "Prints all differences between the existing and the required topics and schemas. Exit code 78 if there are any.")
    int check() {
        return connected(
                (topics, settings, awaitRegistry) -> {
                    List<String> differences = new ArrayList<>(topics.differences());
                    awaitRegistry.run();
                    differences.addAll(TopicSchemas.differences(settings));
                    report(differences).forEach(System.out::println);
                    return differences.isEmpty() ? Exit.OK.code() : Exit.CONFIGURATION.code();
                });
    }

    /** Reports also that there are no differences, since no output would look like no check. */
    public static List<String> report(List<String> differences) {
        return differences.isEmpty()
                ? List.of(
                        "%d topics and their schemas match the configuration that the services require"
                                .formatted(Topics.all().size()))
                : differences;
    }

    /**
     * Waits longer for the registry than other commands: in a new installation it may start at the
     * same time.
     */
    private static int connected(Work work) {
        Settings settings = CliSettings.read().settings();
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
        } catch (TimeoutException e) {
            throw Cluster.noBroker(settings.bootstrapServers(), e);
        } catch (RegistryUnavailable e) {
            throw RegistryCheck.silent(url, e);
        }
    }

    private static List<String> create(TopicSetup topics, Settings settings) {
        try {
            return topics.apply();
        } catch (InvalidTopicException e) {
            throw Exit.CONFIGURATION.problem(
                    e,
                    "Kafka accepts no topics that begin with %s: %s. Choose another MTG_PREFIX",
                    settings.prefix(),
                    e.getMessage());
        }
    }
}
