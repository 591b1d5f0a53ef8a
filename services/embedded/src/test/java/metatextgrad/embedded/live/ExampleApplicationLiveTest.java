package metatextgrad.embedded.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import metatextgrad.cli.cluster.ModelEndpoints;
import metatextgrad.cli.input.Inputs;
import metatextgrad.cli.services.GatewayServicePart;
import metatextgrad.config.GatewaySettings;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.embedded.AllInOne;
import metatextgrad.json.Resources;
import metatextgrad.model.project.Project;
import metatextgrad.process.Ports;
import metatextgrad.simulator.SimulatorConfig;
import metatextgrad.simulator.SimulatorServer;
import metatextgrad.trace.Tracing;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story of {@code mtg demo --live} with {@code examples/apps/python} as its application. */
@Tag("broker")
final class ExampleApplicationLiveTest {
    private static final String WORLD = "demo";
    private static final String KEY = "mtg-5f2c9e7a1b";
    private static final int TASKS = 3600;
    private static final int PER_SECOND = 30;

    @TempDir private Path temp;

    @Test
    void shouldGoThroughDriftPromotionAndRollback() throws Exception {
        String python = System.getProperty("mtg.example.python", "");
        assumeTrue(
                !python.isEmpty(),
                "takes two minutes: -Dmtg.example.python=PYTHON names a Python with openai");
        Project project =
                Inputs.project(
                        "project",
                        Resources.text("/projects/live.yaml").replace("demo-live", "dyck"));
        List<String> lines = new CopyOnWriteArrayList<>();
        try (SimulatorServer models = SimulatorServer.start(SimulatorConfig.of(WORLD))) {
            ModelEndpoint endpoint = ModelEndpoints.simulated(models.baseUrl());
            try (AllInOne system = AllInOne.temporary(endpoint, lines::add);
                    GatewayServicePart gateway =
                            GatewayServicePart.start(
                                    system.settings(),
                                    endpoint,
                                    new GatewaySettings(0, rules()),
                                    Ports.HOST,
                                    system.meters(),
                                    Tracing.OFF)) {
                URI url = URI.create("http://%s:%d".formatted(Ports.HOST, gateway.port()));
                LiveDemoView view =
                        new LiveDemo(
                                        project,
                                        WORLD,
                                        1,
                                        TASKS,
                                        PER_SECOND,
                                        lines::add,
                                        traffic ->
                                                new PythonUsers(project, traffic, python, url, KEY))
                                .on(system, models, null);

                lines.addAll(view.text());
                String story = String.join("\n", lines);
                System.out.println(story);
                assertThat(view.tasks()).isEqualTo(TASKS);
                assertThat(view.promotions()).as(story).isPositive();
                assertThat(view.takenBack()).as(story).isPositive();
                assertThat(view.all().low()).as(story).isPositive();
            }
        }
    }

    private Path rules() throws Exception {
        byte[] hash =
                MessageDigest.getInstance("SHA-256").digest(KEY.getBytes(StandardCharsets.UTF_8));
        return Files.writeString(
                temp.resolve("gateway.yaml"),
                """
                keys:
                  - {name: users, sha256: %s, projects: [dyck], scopes: [feed, read]}
                projects:
                  dyck: {sample: 1}
                """
                        .formatted(HexFormat.of().formatHex(hash)));
    }
}
