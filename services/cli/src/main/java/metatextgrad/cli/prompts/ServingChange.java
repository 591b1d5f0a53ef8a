package metatextgrad.cli.prompts;

import java.util.List;
import metatextgrad.cli.text.View;

/** A change of the serving table, done or only planned. */
interface ServingChange extends View {
    /** Returns what the change will do, for a user who decides about it. */
    List<String> preview();
}
