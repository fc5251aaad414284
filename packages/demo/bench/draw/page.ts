import '../../src/styles/fonts.css';
