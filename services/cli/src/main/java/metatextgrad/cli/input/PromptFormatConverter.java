package metatextgrad.cli.input;

import metatextgrad.json.export.PromptFormat;

/** Reads the name of a framework that loads prompts. */
public final class PromptFormatConverter extends NameConverter<PromptFormat> {
    public PromptFormatConverter() {
        super("framework", PromptFormat.values(), PromptFormat::toString);
    }
}
