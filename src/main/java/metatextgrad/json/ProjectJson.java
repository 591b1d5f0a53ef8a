package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectId;
import metatextgrad.model.SplitShares;

/** Projects as canonical JSON. */
public final class ProjectJson {
    private ProjectJson() {}

    public static String write(Project project) {
        return Json.write(tree(project));
    }

    /**
     * The project of this JSON.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static Project read(String json) {
        return read(Json.read(json));
    }

    static ObjectNode tree(Project project) {
        ObjectNode tree = Json.object().put("id", project.id().value());
        tree.set("seed", ProgramJson.tree(project.seed()));
        tree.set("loop", SettingsJson.tree(project.loop()));
        tree.set("optimizers", Json.list(project.optimizers(), OptimizerJson::tree));
        tree.put("promptRounds", project.promptRounds());
        tree.set("shares", tree(project.shares()));
        return tree;
    }

    static Project read(JsonFields fields) {
        return fields.build(
                () ->
                        new Project(
                                new ProjectId(fields.text("id")),
                                fields.object("seed", ProgramJson::read),
                                fields.object("loop", SettingsJson::read),
                                fields.list("optimizers", OptimizerJson::read),
                                fields.optional("promptRounds", fields::integer, 2),
                                fields.object(
                                        "shares", ProjectJson::readShares, SplitShares.DEFAULT)));
    }

    private static ObjectNode tree(SplitShares shares) {
        return Json.object()
                .put("train", shares.train())
                .put("val", shares.val())
                .put("gate", shares.gate());
    }

    private static SplitShares readShares(JsonFields fields) {
        return fields.build(
                () ->
                        new SplitShares(
                                fields.number("train"),
                                fields.number("val"),
                                fields.number("gate")));
    }
}
