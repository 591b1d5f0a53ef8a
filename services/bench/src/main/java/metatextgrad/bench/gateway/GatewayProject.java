package metatextgrad.bench.gateway;

import java.util.List;
import java.util.TreeMap;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.input.Inputs;
import metatextgrad.config.Settings;
import metatextgrad.json.Resources;
import metatextgrad.json.ServingJson;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.project.Project;
import org.apache.kafka.common.serialization.Serde;

/** The project whose prompt the gateway serves, as if a run had ended. */
final class GatewayProject {
    static final VersionId VERSION = new VersionId("measured");
    private static final String ID = "gateway";

    private GatewayProject() {}

    /** Returns the gateway's file: a tenth of the traffic is sampled. */
    static String rules() {
        return "projects: {%s: {sample: 0.1}}%n".formatted(ID);
    }

    /** Returns the path of its base URL. */
    static String path() {
        return "/p/%s/v1".formatted(ID);
    }

    /** Writes its definition and its serving table. */
    static void define(Settings settings, Serde<Event> events) {
        String yaml =
                Resources.text("/projects/traffic.yaml").replaceFirst("(?m)^id: .*$", "id: " + ID);
        Project project = Inputs.project("the benchmark's", yaml);
        PromptsServed table =
                new PromptsServed(
                        project.id(),
                        VERSION,
                        List.of(),
                        new Serving.Alone(),
                        "",
                        "",
                        new Serial(1));
        try (EventWriter writer = new EventWriter(settings, events)) {
            writer.send(
                    List.of(
                            new ProjectDefined(project, new Serial(1)),
                            ServingJson.of(table, new TreeMap<>(), version -> project.seed())));
        }
    }
}
