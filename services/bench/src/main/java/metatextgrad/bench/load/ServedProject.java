package metatextgrad.bench.load;

import java.util.Collections;
import java.util.List;
import metatextgrad.cli.cluster.EventWriter;
import metatextgrad.cli.input.Inputs;
import metatextgrad.config.Settings;
import metatextgrad.json.Resources;
import metatextgrad.json.ServingJson;
import metatextgrad.model.ProjectId;
import metatextgrad.model.Serial;
import metatextgrad.model.VersionId;
import metatextgrad.model.event.Event;
import metatextgrad.model.event.ProjectDefined;
import metatextgrad.model.event.PromptsServed;
import metatextgrad.model.event.Serving;
import metatextgrad.model.live.AdaptState;
import metatextgrad.model.project.Project;
import org.apache.kafka.common.serialization.Serde;

/** A project whose seed prompt a gateway serves, without the services that would decide so. */
public final class ServedProject {
    private ServedProject() {}

    /**
     * Writes the definition, the serving table and the state of a project.
     *
     * @return the version that gateways serve
     */
    public static VersionId serve(ProjectId id, Settings settings, Serde<Event> events) {
        String yaml =
                Resources.text("/projects/traffic.yaml").replaceFirst("(?m)^id: .*$", "id: " + id);
        Project project = Inputs.project("the benchmark's", yaml);
        VersionId version = VersionId.of(id, project.seed());
        PromptsServed table =
                new PromptsServed(
                        id, version, List.of(), new Serving.Alone(), "", "", new Serial(1));
        try (EventWriter writer = new EventWriter(settings, events)) {
            writer.send(
                    List.of(
                            new ProjectDefined(project, new Serial(1)),
                            // A gateway samples no project that does not adapt.
                            new AdaptState(
                                    project,
                                    true,
                                    1,
                                    null,
                                    project.seed(),
                                    "",
                                    null,
                                    new Serial(1)),
                            ServingJson.of(
                                    table, Collections.emptySortedMap(), any -> project.seed())));
        }
        return version;
    }
}
