package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import metatextgrad.model.AcceptanceRule;
import metatextgrad.model.LoopSettings;
import metatextgrad.model.ModelRole;
import metatextgrad.model.ModelSpec;
import metatextgrad.model.Reading;

/** Loop settings as canonical JSON. What is absent has the value that the method gives it. */
public final class SettingsJson {
    private SettingsJson() {}

    public static String write(LoopSettings settings) {
        return Json.write(tree(settings));
    }

    /**
     * The settings of this JSON.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static LoopSettings read(String json) {
        return read(Json.read(json));
    }

    static ObjectNode tree(LoopSettings settings) {
        ObjectNode models = Json.object();
        settings.models().forEach((role, model) -> models.set(Json.name(role), tree(model)));
        ObjectNode tree = Json.object();
        tree.set("evaluator", EvaluatorJson.tree(settings.evaluator()));
        tree.put("reading", Json.name(settings.reading()));
        tree.put("questionType", settings.questionType());
        tree.set("models", models);
        tree.put("batch", settings.batch());
        tree.put("acceptance", Json.name(settings.acceptance()));
        tree.put("skipCorrect", settings.skipCorrect());
        tree.put("coverage", settings.coverage());
        tree.put("quorum", settings.quorum());
        tree.put("updateBytes", settings.updateBytes());
        if (!settings.rawText().isEmpty())
            tree.set("rawText", Json.texts(settings.rawText().stream().map(Json::name).toList()));
        return tree;
    }

    static LoopSettings read(JsonFields fields) {
        return fields.build(() -> settings(fields));
    }

    private static LoopSettings settings(JsonFields fields) {
        AcceptanceRule rule =
                fields.constant("acceptance", AcceptanceRule.values(), AcceptanceRule.PAPER);
        return new LoopSettings(
                EvaluatorJson.read(fields, "evaluator"),
                fields.constant("reading", Reading.values(), Reading.STRICT),
                fields.text("questionType"),
                fields.object("models", SettingsJson::readModels),
                fields.optional("batch", fields::integer, 3),
                rule,
                fields.optional("skipCorrect", fields::flag, rule != AcceptanceRule.PAPER),
                fields.optional("coverage", fields::number, .95),
                fields.optional("quorum", fields::number, .8),
                fields.optional("updateBytes", fields::integer, 96 * 1024),
                fields.optional("rawText", name -> roles(fields, name), Set.of()));
    }

    private static Set<ModelRole> roles(JsonFields fields, String name) {
        EnumSet<ModelRole> roles = EnumSet.noneOf(ModelRole.class);
        roles.addAll(fields.constants(name, ModelRole.values()));
        return roles;
    }

    private static ObjectNode tree(ModelSpec model) {
        return Json.object()
                .put("name", model.name())
                .put("temperature", model.temperature())
                .put("maxTokens", model.maxTokens())
                .put("timeoutSeconds", model.timeoutSeconds());
    }

    private static Map<ModelRole, ModelSpec> readModels(JsonFields fields) {
        Map<ModelRole, ModelSpec> models = new EnumMap<>(ModelRole.class);
        return fields.build(
                () -> {
                    for (ModelRole role : ModelRole.values()) {
                        models.put(role, fields.object(Json.name(role), SettingsJson::readModel));
                    }
                    return models;
                });
    }

    private static ModelSpec readModel(JsonFields fields) {
        return fields.build(
                () ->
                        new ModelSpec(
                                fields.text("name"),
                                fields.number("temperature"),
                                fields.integer("maxTokens"),
                                fields.integer("timeoutSeconds")));
    }
}
