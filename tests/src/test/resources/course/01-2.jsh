// Ten nodes, but a longer chain than any in a cell.
ten = ArchitectureGraph.parse("input nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 nor_conv_3x3 "
    + "nor_conv_3x3 nor_conv_3x3 output; 0>1 1>2 2>3 3>4 4>5 5>6 6>7 7>8 8>9");
