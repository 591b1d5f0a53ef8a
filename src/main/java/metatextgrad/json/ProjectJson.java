package metatextgrad.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import metatextgrad.model.Budget;
import metatextgrad.model.MetaSettings;
import metatextgrad.model.MetaSettings.Control;
import metatextgrad.model.MetaSettings.InitialScore;
import metatextgrad.model.Project;
import metatextgrad.model.ProjectId;
import metatextgrad.model.SplitShares;

/** Projects as canonical JSON. */
public final class ProjectJson {
    private static final int REPAIRS = 1;

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
        add(tree, project.meta());
        tree.set("shares", tree(project.shares()));
        if (!project.budget().equals(Budget.NONE))
            tree.set("budget", BudgetJson.tree(project.budget()));
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
                                meta(fields),
                                fields.object(
                                        "shares", ProjectJson::readShares, SplitShares.DEFAULT),
                                fields.object("budget", BudgetJson::read, Budget.NONE)));
    }

    /** What has the value that older projects had without saying is not written. */
    private static void add(ObjectNode tree, MetaSettings meta) {
        tree.put("promptRounds", meta.promptRounds());
        if (meta.structureRounds() > 0) tree.put("structureRounds", meta.structureRounds());
        if (meta.repairs() != REPAIRS) tree.put("metaRepairs", meta.repairs());
        if (meta.margin() > 0) tree.put("metaMargin", meta.margin());
        if (meta.initialScore() != InitialScore.TRIAL)
            tree.put("metaInitialScore", Json.name(meta.initialScore()));
        if (meta.leakTokens() > 0) tree.put("metaLeakTokens", meta.leakTokens());
        if (meta.control() != Control.NONE) tree.put("control", Json.name(meta.control()));
    }

    private static MetaSettings meta(JsonFields fields) {
        return new MetaSettings(
                fields.optional("promptRounds", fields::integer, 2),
                fields.optional("structureRounds", fields::integer, 0),
                fields.optional("metaRepairs", fields::integer, REPAIRS),
                fields.optional("metaMargin", fields::number, 0.0),
                fields.constant("metaInitialScore", InitialScore.values(), InitialScore.TRIAL),
                fields.optional("metaLeakTokens", fields::integer, 0),
                fields.constant("control", Control.values(), Control.NONE));
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
