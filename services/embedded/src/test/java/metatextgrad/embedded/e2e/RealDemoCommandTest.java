package metatextgrad.embedded.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import metatextgrad.cli.testing.DemoSimulators;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code mtg demo --real}, on a server of OpenAI's protocol that happens to be simulated. */
@Tag("broker")
final class RealDemoCommandTest {
    private static final String KEY = "a-key";

    @TempDir private Path temp;

    @Test
    void shouldForecastTheCostAndNotExceedIt() throws Exception {
        SimulatorConfig config = DemoSimulators.withKey(KEY);
        try (SimulatorServer server = SimulatorServer.start(config)) {
            MtgCommand.Ended ended =
                    MtgCommand.in(temp)
                            .with("OPENAI_BASE_URL", server.baseUrl().toString())
                            .with("OPENAI_API_KEY", KEY)
                            .here(arguments("-o", "json"));
            assertThat(ended.code()).as(ended.err()).isZero();
            assertThat(ended.err())
                    .containsSubsequence(
                            "62 tasks (12 train, 25 val, 25 test); expected calls: at most 2877",
                            "about 910,200 tokens at most",
                            "starting Kafka",
                            "next: mtg run --project FILE --tasks FILE")
                    .doesNotContain("\tat ", "no price is known");
            JsonNode run = new ObjectMapper().readTree(ended.out());
            assertThat(run.get("verdict").isTextual()).isTrue();
            assertThat(run.at("/calls/modelCalls").asInt()).isBetween(100, 500);
        }
    }

    @Test
    void shouldRequireAServerFirst() throws Exception {
        MtgCommand.Ended ended = MtgCommand.in(temp).here("demo", "--real");
        assertThat(ended.code()).isEqualTo(78);
        assertThat(ended.err())
                .isEqualTo(
                        "mtg: --real uses a real model: set OPENAI_BASE_URL, such as"
                                + " https://api.openai.com/v1, and OPENAI_API_KEY if the server needs a key\n");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void shouldReportAMissingModelBeforeItStarts() throws Exception {
        try (SimulatorServer server = SimulatorServer.start(SimulatorConfig.of("demo"))) {
            MtgCommand.Ended ended =
                    MtgCommand.in(temp)
                            .with("OPENAI_BASE_URL", server.baseUrl().toString())
                            .here("demo", "--real");
            assertThat(ended.code()).isEqualTo(78);
            assertThat(ended.err())
                    .contains("has no model `gpt-4o-mini`")
                    .doesNotContain("starting Kafka");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "demo --real --world null | --world is for simulated models: remove it, or remove --real",
                "demo --model program=a   | --model needs --real: simulated models have fixed names",
                "demo --task cents         | --task cents needs --real: simulated models cannot answer tasks of a house",
                "demo --live --task pieces | --task pieces needs --real",
                "demo --real --task sents  | unknown task `sents`. Did you mean `cents`?",
                "demo --metrics a.txt      | --metrics needs --live",
                "demo --real --model programm=a | unknown role `programm`. Did you mean `program`?",
            })
    void shouldRefuseOptionsThatDoNotGoTogether(String line, String problem) throws Exception {
        MtgCommand.Ended ended = MtgCommand.in(temp).here(line.split(" +"));
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.err()).startsWith("mtg: ").contains(problem);
    }

    private static String[] arguments(String... more) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--real", "--task", "dyck"));
        for (String role :
                List.of(
                        "program=sim-student",
                        "backward=sim-critic",
                        "judge=sim-judge",
                        "optimizer=sim-optimizer",
                        "meta=sim-meta")) arguments.addAll(List.of("--model", role));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
