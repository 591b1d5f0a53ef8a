package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import metatextgrad.cli.testing.Canary;
import metatextgrad.cli.testing.Waits;
import metatextgrad.embedded.EmbeddedKafka;
import metatextgrad.embedded.faults.SharedRegistry;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RELIABILITY §9.4: services in processes of their own, on a broker where nothing else runs. */
@Tag("broker")
final class IdentityTest {
    private static final URI NO_MODEL = URI.create("http://127.0.0.1:1/v1");

    private static final Predicate<String> TWIN = name -> name.contains("twin");

    @TempDir private static Path temp;
    private static EmbeddedKafka kafka;
    private static Admin admin;

    @BeforeAll
    static void start() {
        kafka = EmbeddedKafka.start(temp.resolve("data"), 0);
        mtg("topics").done("topics", "apply");
        admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
    }

    @AfterAll
    static void stop() {
        admin.close();
        Canary.requireUnseenOn(kafka.bootstrapServers());
        kafka.close();
    }

    @ParameterizedTest
    @CsvSource({
        "llm-worker,mtg: llm-worker: another worker runs under this instance id",
        "candidate,mtg: another candidate runs under this instance id",
        "intake,mtg: another intake runs under this instance id"
    })
    @DisplayName("FAULT 36: an instance id in use ends the earlier one with 78")
    void shouldEndTheEarlierOfTwoWithOneName(String service, String reason) throws Exception {
        try (MtgCommand.Started first = named(service, "first").start("service", service)) {
            await(first, () -> members(service).keySet().stream().anyMatch(TWIN));

            try (MtgCommand.Started second = named(service, "second").start("service", service)) {
                MtgCommand.Ended ended = first.end();

                assertThat(ended.code()).isEqualTo(78);
                assertThat(ended.err().lines().filter(line -> line.startsWith("mtg:")))
                        .singleElement()
                        .asString()
                        .startsWith(reason)
                        .contains("set a different MTG_INSTANCE for each");
                assertThat(ended.err()).doesNotContain("\tat metatextgrad");
                assertThat(second.process().isAlive()).isTrue();
            }
        }
    }

    @Test
    @DisplayName("FAULT 36: a data folder in use is refused with 78")
    void shouldRejectASecondWorkerOnAFolderAndRestoreTheFirstAfterAKill() throws Exception {
        MtgCommand mtg = mtg("shared");
        Set<String> others = members("llm-worker").keySet();
        String name;
        String member;
        try (MtgCommand.Started first = mtg.start("service", "llm-worker")) {
            await(first, () -> !joined(others).isEmpty());
            Map<String, String> joined = joined(others);
            name = joined.keySet().iterator().next();
            member = joined.get(name);

            // In a JVM of its own: a service changes what its process logs.
            MtgCommand.Ended second = mtg.run("service", "llm-worker");

            assertThat(second.code()).isEqualTo(78);
            assertThat(second.err().lines())
                    .containsExactly(
                            "mtg: llm-worker runs on the data folder %s already, in process %d. Stop it first, or give this one another MTG_DATA."
                                    .formatted(temp.resolve("shared"), first.process().pid()));
            assertThat(first.process().isAlive()).isTrue();
        }
        try (MtgCommand.Started again = mtg.start("service", "llm-worker")) {
            await(again, () -> !member.equals(joined(others).getOrDefault(name, member)));

            assertThat(joined(others).keySet()).containsExactly(name);
        }
    }

    /** The workers beside the others, of whom one killed earlier may leave meanwhile. */
    private static Map<String, String> joined(Set<String> others) {
        Map<String, String> joined = members("llm-worker");
        joined.keySet().removeAll(others);
        return joined;
    }

    private static MtgCommand named(String service, String folder) {
        return mtg(service + "-" + folder).with("MTG_INSTANCE", "twin");
    }

    private static MtgCommand mtg(String folder) {
        return MtgCommand.in(temp)
                .with("KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers())
                .with("APICURIO_REGISTRY_URL", SharedRegistry.url())
                .with("MTG_DATA", temp.resolve(folder).toString())
                .with("MTG_PARTITIONS", "1")
                .with("MTG_OPS_PORT", "0")
                .with("OPENAI_BASE_URL", NO_MODEL.toString());
    }

    private static void await(MtgCommand.Started process, BooleanSupplier joined) {
        Waits.await()
                .ignoreExceptions()
                .until(() -> !process.process().isAlive() || joined.getAsBoolean());
        assertThat(process.process().isAlive()).as(process.err()).isTrue();
    }

    /** The service's group: the members of this moment, by their instance id. */
    private static Map<String, String> members(String service) {
        String group = "mtg." + service;
        try {
            Map<String, String> members = new TreeMap<>();
            for (MemberDescription member :
                    admin.describeConsumerGroups(List.of(group)).all().get().get(group).members())
                members.put(member.groupInstanceId().orElseThrow(), member.consumerId());
            return members;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof GroupIdNotFoundException) return new TreeMap<>();
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
