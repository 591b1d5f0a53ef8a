package metatextgrad.services.gateway.proxy;

import metatextgrad.json.Ids;
import metatextgrad.model.ProjectId;
import org.jspecify.annotations.Nullable;

/**
 * What a client names: a project, and perhaps a label.
 *
 * @param label null for the version of the user
 */
record Target(ProjectId project, @Nullable String label) {
    private static final String MODEL = "mtg/";

    /**
     * Reads {@code PROJECT} or {@code PROJECT@LABEL}.
     *
     * @throws Denied if the name is not valid
     */
    static Target read(String text) {
        int at = text.indexOf('@');
        String label = at < 0 ? null : text.substring(at + 1);
        try {
            String project = Ids.check("the project", at < 0 ? text : text.substring(0, at));
            return new Target(new ProjectId(project), label);
        } catch (IllegalArgumentException e) {
            throw new Denied(400, "invalid_project", String.valueOf(e.getMessage()));
        }
    }

    /** Reads the name of a model; null if it is no name of a project. */
    static @Nullable Target ofModel(@Nullable String model) {
        return model == null || !model.startsWith(MODEL)
                ? null
                : read(model.substring(MODEL.length()));
    }
}
