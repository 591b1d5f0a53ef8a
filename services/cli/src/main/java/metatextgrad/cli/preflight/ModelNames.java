package metatextgrad.cli.preflight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import metatextgrad.config.ModelEndpoint;
import metatextgrad.model.Text;
import metatextgrad.model.project.ModelServer;
import metatextgrad.model.project.ModelSpec;
import metatextgrad.model.project.Project;
import metatextgrad.modelclient.ModelRouter;

/** The models of a project, as far as they are known without a request. Pure. */
final class ModelNames {
    private ModelNames() {}

    /** Returns one line with the models, and one for each server that the settings do not allow. */
    static List<String> lines(Project project, ModelEndpoint endpoint) {
        Map<String, List<String>> roles = new LinkedHashMap<>();
        project.loop()
                .models()
                .forEach(
                        (role, model) ->
                                roles.computeIfAbsent(name(model), any -> new ArrayList<>())
                                        .add(Text.lower(role)));
        List<String> lines = new ArrayList<>();
        lines.add(
                "models: "
                        + String.join(
                                "; ",
                                roles.entrySet().stream()
                                        .map(
                                                one ->
                                                        one.getKey()
                                                                + " as "
                                                                + String.join(", ", one.getValue()))
                                        .toList()));
        project.loop().models().values().stream()
                .map(ModelSpec::server)
                .distinct()
                .filter(server -> server != null && !endpoint.allows(server))
                .forEach(server -> lines.add("warning: " + ModelRouter.notAllowed(server)));
        return lines;
    }

    private static String name(ModelSpec model) {
        ModelServer server = model.server();
        return "`" + model.name() + "`" + (server == null ? "" : " at " + server.baseUrl());
    }
}
