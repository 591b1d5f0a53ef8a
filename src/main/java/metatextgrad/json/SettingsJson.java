package metatextgrad.json;

import metatextgrad.model.project.LoopSettings;

/** Loop settings as canonical JSON. */
public final class SettingsJson {
    private SettingsJson() {}

    public static String write(LoopSettings value) {
        return Json.write(value);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @throws IllegalArgumentException with path and reason, in one line
     */
    public static LoopSettings read(String json) {
        return Json.read(json, LoopSettings.class);
    }
}
