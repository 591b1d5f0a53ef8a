package metatextgrad.services.mtg;

import java.util.ArrayList;
import java.util.List;
import metatextgrad.streams.Settings;
import metatextgrad.streams.TopicSchemas;
import metatextgrad.streams.TopicSetup;
import metatextgrad.streams.Topics;
import metatextgrad.wire.RegistryUnavailable;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine.Command;

/** Topics and schemas: make them, compare them. */
@Command(
        name = "topics",
        mixinStandardHelpOptions = true,
        description =
                "Creates topics and registers schemas, or compares them with what services need.")
final class TopicsCommand {
    /** Longer than other commands: in a new installation it starts beside the registry. */
    @Command(
            name = "apply",
            mixinStandardHelpOptions = true,
            description = "Creates what is missing; leaves what is there alone.")
    int apply() {
        Settings settings = Configured.read().settings();
        Progress progress = new Progress(System.err);
        askKafka(settings, progress);
        try (Admin admin = Cluster.admin(settings)) {
            List<String> created = new TopicSetup(admin, settings).apply();
            askRegistry(settings, progress);
            TopicSchemas.register(settings);
            System.out.println(created.size() + " topics created, schemas registered");
            return Exit.OK.code();
        } catch (InvalidTopicException e) {
            throw Exit.CONFIGURATION.problem(
                    e,
                    "Kafka takes no topics that begin with %s: %s. Choose another MTG_PREFIX",
                    settings.prefix(),
                    e.getMessage());
        } catch (TimeoutException e) {
            throw Cluster.noBroker(settings.bootstrapServers(), e);
        } catch (RegistryUnavailable e) {
            throw RegistryCheck.silent(String.valueOf(settings.registryUrl()), e);
        }
    }

    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Prints the whole difference, or that there is none; 78 if there is one.")
    int check() {
        Settings settings = Configured.read().settings();
        Progress progress = new Progress(System.err);
        askKafka(settings, progress);
        try (Admin admin = Cluster.admin(settings)) {
            List<String> differences =
                    new ArrayList<>(new TopicSetup(admin, settings).differences());
            askRegistry(settings, progress);
            differences.addAll(TopicSchemas.differences(settings));
            report(differences).forEach(System.out::println);
            return differences.isEmpty() ? Exit.OK.code() : Exit.CONFIGURATION.code();
        } catch (TimeoutException e) {
            throw Cluster.noBroker(settings.bootstrapServers(), e);
        } catch (RegistryUnavailable e) {
            throw RegistryCheck.silent(String.valueOf(settings.registryUrl()), e);
        }
    }

    /** Nothing at all would look like a check that did not take place. */
    static List<String> report(List<String> differences) {
        return differences.isEmpty()
                ? List.of(
                        "%d topics and their schemas are as the services need them"
                                .formatted(Topics.all().size()))
                : differences;
    }

    private static void askKafka(Settings settings, Progress progress) {
        progress.accept(
                "asking Kafka at " + settings.bootstrapServers() + ", for up to 10 seconds");
        Cluster.requireBroker(settings);
    }

    /** Whoever waits for it should know for what. */
    private static void askRegistry(Settings settings, Progress progress) {
        progress.accept(
                "asking the schema registry at "
                        + settings.registryUrl()
                        + ", for up to two minutes");
        RegistryCheck.require(settings, RegistryCheck.SERVICE);
    }
}
