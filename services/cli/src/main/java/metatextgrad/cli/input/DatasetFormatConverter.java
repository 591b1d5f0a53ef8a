package metatextgrad.cli.input;

import metatextgrad.json.dataset.DatasetFormat;

/** Reads the name of a tool whose data sets can be imported. */
public final class DatasetFormatConverter extends NameConverter<DatasetFormat> {
    public DatasetFormatConverter() {
        super("tool", DatasetFormat.values(), DatasetFormat::toString);
    }
}
