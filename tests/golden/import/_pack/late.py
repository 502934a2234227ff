print('late is loaded')
